/*
 * What of ECharts the portal's figures use, and nothing else: esbuild leaves the rest out. A new chart type or component in the
 * chart room is named here too, or the interactive view of that figure stays empty (the browser tests find it).
 */
import * as core from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

core.use([
  BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart,
  AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent,
  SVGRenderer
]);

export const init = core.init;

/*
 * The interactive view of a figure. Optional: every page is complete without it.
 *
 * A figure carries its ECharts option as <script type="application/json" class="figure-option">. Each gets a button; only when
 * a reader presses it is the bundle fetched and the figure drawn in place of the static chart. The same button leads back. If
 * anything fails, the static charts stay. The arrow keys, Home and End walk through a drawing: what stands there is said in words
 * beneath it and shown as the mouse would show it.
 *
 * Attributes of this file's <script>: data-echarts (address of the bundle), data-label-interactive, data-label-static (words of
 * the button; or on <html>), data-label-keys (how the keys work). Of the option's: data-kind, data-unit (after each number), data-missing (for an absent number).
 * A colour written var(--name) is read from the style sheet, so it follows light and dark. The page's policy forbids style
 * attributes in markup and HTML tooltips: lengths go through element.style, tooltips are SVG text.
 */
(function () {
  'use strict';

  const me = document.currentScript;
  const root = document.documentElement;
  const address = me && me.dataset.echarts;
  const show = me && (me.dataset.labelInteractive || root.dataset.labelInteractive);
  const back = me && (me.dataset.labelStatic || root.dataset.labelStatic);
  const keys = (me && me.dataset.labelKeys) || '';
  if (!address || !show || !back) return;

  const numbers = new Intl.NumberFormat(root.lang || 'id', { maximumFractionDigits: 1 });
  const dark = '(prefers-color-scheme: dark)';
  const views = [];
  let bundle = null;

  /* load fetches the bundle once. */
  function load() {
    bundle = bundle || new Promise(function (resolve, reject) {
      const script = document.createElement('script');
      script.src = new URL(address, document.baseURI).href;
      script.onload = function () { resolve(window.echarts); };
      script.onerror = reject;
      document.head.append(script);
    });
    return bundle;
  }

  function token(name) {
    return getComputedStyle(root).getPropertyValue(name).trim();
  }

  /* paint replaces every "var(--name)" by the colour the style sheet gives now. */
  function paint(value) {
    if (typeof value === 'string') {
      const match = /^var\((--[\w-]+)\)$/.exec(value);
      return match ? token(match[1]) : value;
    }
    if (Array.isArray(value)) return value.map(paint);
    if (!value || typeof value !== 'object') return value;
    const copy = {};
    Object.keys(value).forEach(function (key) { copy[key] = paint(value[key]); });
    return copy;
  }

  function list(value) {
    return Array.isArray(value) ? value : value ? [value] : [];
  }

  /* writer gives the function that writes a number, or a pair of numbers, with its unit. */
  function writer(data) {
    return function write(value) {
      if (Array.isArray(value)) return value.map(write).join(' – ');
      const absent = value === null || value === undefined || value === '' || value === '-' || isNaN(value);
      return absent ? data.missing || '–' : numbers.format(value) + (data.unit || '');
    };
  }

  /* theme holds the colours and type of everything the option leaves open. */
  function theme() {
    const text = token('--text');
    const muted = token('--muted');
    const line = token('--line');
    const axis = {
      axisLine: { lineStyle: { color: muted } },
      axisTick: { lineStyle: { color: muted } },
      axisLabel: { color: muted },
      nameTextStyle: { color: muted },
      splitLine: { lineStyle: { color: line } }
    };
    return {
      backgroundColor: token('--ground'),
      textStyle: { color: text, fontFamily: getComputedStyle(document.body).fontFamily },
      legend: { textStyle: { color: text } },
      visualMap: { textStyle: { color: muted } },
      categoryAxis: axis,
      valueAxis: axis,
      timeAxis: axis
    };
  }

  /* whisker draws one interval, [index, low, high], along whichever axis carries the values. */
  function whisker(flat, colour) {
    return function (params, api) {
      const at = function (value) { return api.coord(flat ? [value, api.value(0)] : [api.value(0), value]); };
      const low = at(api.value(1));
      const high = at(api.value(2));
      const bar = function (from, to) {
        return { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: colour, lineWidth: 1.5 } };
      };
      const cap = function (end) {
        const x = flat ? 0 : 4;
        const y = flat ? 4 : 0;
        return bar([end[0] - x, end[1] - y], [end[0] + x, end[1] + y]);
      };
      return { type: 'group', children: [bar(low, high), cap(low), cap(high)] };
    };
  }

  /* last is the number a label or tooltip means: the value, or the last of a point's coordinates. */
  function last(value) {
    return Array.isArray(value) ? value[value.length - 1] : value;
  }

  /* named gives a tooltip that says a point's name and what pick takes of its value. */
  function named(write, pick) {
    return { formatter: function (point) { return (point.name ? point.name + ': ' : '') + write(pick(point.value)); } };
  }

  function dressSeries(series, flat, inverse, write) {
    const text = token('--text');
    if (series.type === 'custom') {
      series.renderItem = whisker(flat, text);
      series.encode = flat ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] };
      series.tooltip = named(write, function (value) { return value.slice(1); });
      series.z = 5;
    }
    if (/heatmap|scatter/.test(series.type)) series.tooltip = named(write, last);
    if (series.label && series.label.show) {
      series.label.formatter = function (point) { return write(last(point.value)); };
      series.label.color = series.label.color || text;
    }
    if (series.markLine) dressLines(series.markLine, inverse, text);
  }

  /* dressLines names lines at their upper end, one above the other, so that near ones can be read. */
  function dressLines(lines, inverse, text) {
    lines.label = Object.assign({}, lines.label, { color: text, textBorderWidth: 0, position: inverse ? 'start' : 'end' });
    list(lines.data).forEach(function (line, index) { line.label = { distance: 4 + 15 * index }; });
  }

  /* dressLegend names the series that are worth a name: none where there is but one, and never the intervals. On a phone the
     names take two lines. */
  function dressLegend(option, narrow) {
    const names = list(option.series).filter(function (series) { return series.type !== 'custom'; })
      .map(function (series) { return series.name; });
    option.legend = Object.assign({}, list(option.legend)[0], { show: names.length > 1, data: names, bottom: 0 });
    option.grid = Object.assign({ left: 4, right: 32, top: 40, bottom: names.length < 2 ? 8 : narrow ? 64 : 40, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      list(option.grid)[0]);
  }

  function dressAxis(axis, write) {
    if (axis.type === 'category') return;
    axis.axisLabel = axis.axisLabel || {};
    const pattern = axis.axisLabel.formatter;
    axis.axisLabel.formatter = typeof pattern === 'string' && pattern.indexOf('{value}') >= 0
      ? function (value) { return pattern.replace('{value}', numbers.format(value)); }
      : write;
  }

  /* dress completes an option by what JSON cannot hold: functions, and the colours of the moment. */
  function dress(view) {
    const data = view.data;
    const option = paint(JSON.parse(data.textContent));
    const write = writer(data.dataset);
    const flat = list(option.yAxis).some(function (axis) { return axis.type === 'category'; });
    const themed = list(option.color).some(function (colour) { return /^var\(/.test(colour); });
    const inverse = list(option.yAxis).some(function (axis) { return axis.inverse; });
    list(option.series).forEach(function (series) { dressSeries(series, flat, inverse, write); });
    list(option.xAxis).concat(list(option.yAxis)).forEach(function (axis) { dressAxis(axis, write); });
    if (!themed) option.color = ['--accent', '--calm-fill', '--near-fill', '--bad-fill', '--good-fill'].map(token);
    dressLegend(option, view.live.clientWidth < 480);
    option.animation = false;
    option.title = undefined;
    option.darkMode = matchMedia(dark).matches;
    const bars = list(option.series).filter(function (series) { return series.type === 'bar'; }).length;
    option.aria = { enabled: true, label: { description: view.words }, decal: { show: bars > 1 } };
    option.tooltip = Object.assign({ trigger: /trend|control/.test(data.dataset.kind) ? 'axis' : 'item' }, option.tooltip, {
      show: true, renderMode: 'richText', confine: true, valueFormatter: write, transitionDuration: 0, formatter: undefined,
      backgroundColor: token('--ground'), borderColor: token('--line'), textStyle: { color: token('--text') }
    });
    return option;
  }

  function height(view, option) {
    const rows = list(option.yAxis).reduce(function (most, axis) {
      return Math.max(most, axis.type === 'category' ? list(axis.data).length : 0);
    }, 0);
    return Math.round(Math.max(280, rows ? rows * 26 + 120 : view.tall));
  }

  function draw(view, echarts) {
    const option = dress(view);
    if (view.chart) view.chart.dispose();
    view.stage.style.height = height(view, option) + 'px';
    view.chart = echarts.init(view.stage, theme(), { renderer: 'svg' });
    view.chart.setOption(option);
    view.stops = stops(option, writer(view.data.dataset));
    view.at = -1;
    view.say.textContent = keys;
  }

  /* stops lists what the keys walk through: the categories of an axis, or else the points; each with its words and where the
     tooltip is to be shown. */
  function stops(option, write) {
    const series = list(option.series);
    const axis = list(option.xAxis).concat(list(option.yAxis)).find(function (a) { return a.type === 'category'; });
    if (axis) {
      return list(axis.data).map(function (name, index) {
        const first = series.findIndex(function (s) { return s.type !== 'custom' && known(list(s.data)[index]); });
        const said = series.map(function (s) {
          const point = s.type === 'custom' ? list(s.data).find(function (p) { return (value(p) || [])[0] === index; }) : list(s.data)[index];
          if (!known(point)) return '';
          return s.name + ' ' + write(s.type === 'custom' ? value(point).slice(1) : value(point));
        });
        return { words: name + ': ' + (said.filter(Boolean).join('; ') || write(null)), series: Math.max(first, 0), index: index };
      });
    }
    const points = [];
    series.forEach(function (s, number) {
      if (s.type !== 'scatter') return;
      list(s.data).forEach(function (p, index) { points.push({ words: p.name + ': ' + write(last(value(p))) + ' (' + s.name + ')', series: number, index: index }); });
    });
    return points;
  }

  function value(point) { return point && typeof point === 'object' && !Array.isArray(point) ? point.value : point; }

  function known(point) { return value(point) !== null && value(point) !== undefined; }

  /* walk answers a key. */
  function walk(view, event) {
    const count = view.stops ? view.stops.length : 0;
    const to = { ArrowRight: view.at + 1, ArrowDown: view.at + 1, ArrowLeft: view.at - 1, ArrowUp: view.at - 1, Home: 0, End: count - 1 }[event.key];
    if (!view.chart || !count || to === undefined) return;
    event.preventDefault();
    view.at = Math.min(Math.max(to, 0), count - 1);
    const stop = view.stops[view.at];
    view.say.textContent = stop.words;
    view.chart.dispatchAction({ type: 'downplay' });
    view.chart.dispatchAction({ type: 'highlight', seriesIndex: stop.series, dataIndex: stop.index });
    view.chart.dispatchAction({ type: 'showTip', seriesIndex: stop.series, dataIndex: stop.index });
  }

  function still(view) {
    if (view.chart) view.chart.dispose();
    view.chart = null;
    view.live.hidden = true;
    view.fixed.hidden = false;
    view.button.textContent = show;
  }

  function live(view) {
    view.button.disabled = true;
    load().then(function (echarts) {
      view.tall = view.fixed.getBoundingClientRect().height;
      view.live.hidden = false;
      view.fixed.hidden = true;
      draw(view, echarts);
      view.button.textContent = back;
      view.button.disabled = false;
      view.button.focus();
    }).catch(giveUp);
  }

  function giveUp() {
    views.forEach(function (view) { still(view); view.button.remove(); });
  }

  function words(figure, fixed) {
    const desc = fixed.querySelector('svg desc') || fixed.querySelector('svg title');
    return desc ? desc.textContent.trim() : heading(figure);
  }

  function heading(figure) {
    const heading = figure.querySelector('h2, h3, h4, figcaption');
    return heading ? heading.textContent.trim() : '';
  }

  function prepare(data) {
    const figure = data.closest('figure');
    const fixed = figure && figure.querySelector('.figure-chart');
    if (!fixed) return;
    const view = { data: data, fixed: fixed, live: document.createElement('div'), button: document.createElement('button'), title: heading(figure), words: words(figure, fixed),
      stage: document.createElement('div'), say: document.createElement('p'), at: -1 };
    view.live.className = 'figure-chart figure-live';
    view.live.hidden = true;
    view.live.tabIndex = 0;
    view.live.setAttribute('role', 'application');
    view.live.setAttribute('aria-label', view.title + '. ' + keys);
    view.say.className = 'figure-say';
    view.say.setAttribute('aria-live', 'polite');
    view.live.append(view.stage, view.say);
    view.live.addEventListener('keydown', function (event) { walk(view, event); });
    fixed.after(view.live);
    view.button.type = 'button';
    view.button.className = 'button figure-toggle';
    view.button.textContent = show;
    view.button.addEventListener('click', function () { (view.chart ? still : live)(view); });
    const place = figure.querySelector('.figure-tools');
    if (place) place.append(view.button); else view.live.after(view.button);
    if (window.ResizeObserver) new ResizeObserver(function () { if (view.chart) view.chart.resize(); }).observe(view.stage);
    views.push(view);
  }

  document.querySelectorAll('script.figure-option').forEach(prepare);
  window.addEventListener('beforeprint', function () { views.forEach(function (view) { if (view.chart) still(view); }); });
  matchMedia(dark).addEventListener('change', function () {
    views.forEach(function (view) { if (view.chart) draw(view, window.echarts); });
  });
})();

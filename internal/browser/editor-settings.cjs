/* Holds an editor's settings against the schema that its maker gives: node editor-settings.cjs FILE, silent where all is well. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const Ajv = require('ajv');

const schema = JSON.parse(readFileSync(join(__dirname, '../../node_modules/@sveltia/cms/schema/sveltia-cms.json'), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const fits = ajv.compile(schema);
if (!fits(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  for (const e of fits.errors.slice(0, 12)) console.log(e.instancePath, e.message, JSON.stringify(e.params));
  process.exit(1);
}

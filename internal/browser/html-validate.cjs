/*
 * What the pages' HTML is held to: html-validate's recommended rules, with five exceptions. Each is a matter of taste, or is judged
 * better by axe-core, which sees the page as drawn.
 */
module.exports = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // HTML takes the doctype in any case; ours is written small.
    'doctype-style': ['error', { style: 'lowercase' }],
    // A table's scroll box is a region that takes the focus; <section> would say no more.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // The menu stands twice, for phone and desk, and the style sheet shows one; axe-core's landmark-unique judges what is shown.
    'unique-landmark': 'off',
    // A footnote's id has a colon, which HTML allows.
    'valid-id': ['error', { relaxed: true }],
    // Whether a telephone number may break at a space is typography.
    'tel-non-breaking': 'off'
  }
};

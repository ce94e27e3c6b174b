/* Lists what Tab must reach, in the order of the page, and keeps what it does reach. */
(() => {
  const name = element => element.nodeName.toLowerCase() + (element.id ? '#' + element.id : '') +
    ' “' + (element.getAttribute('aria-label') || element.textContent || element.name || '').trim().replace(/\s+/g, ' ').slice(0, 40) + '”';
  const control = 'a[href], button, input, select, textarea, summary, iframe, [tabindex]';
  const first = radio => !Array.from(radio.form ? radio.form.elements : document.querySelectorAll('input'))
    .some(other => other.type === 'radio' && other.name === radio.name && other !== radio &&
      (other.checked || (!radio.checked && other.compareDocumentPosition(radio) & Node.DOCUMENT_POSITION_FOLLOWING)));
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const due = Array.from(document.querySelectorAll(control)).filter(element =>
    element.tabIndex >= 0 && !element.disabled && element.type !== 'hidden' && shown(element) && (element.type !== 'radio' || first(element)));
  const faults = [], reached = [];
  addEventListener('focusin', event => {
    const element = event.target, style = getComputedStyle(element), box = element.getBoundingClientRect();
    reached.push(element);
    if ((style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1) && style.boxShadow === 'none') faults.push('no ring around ' + name(element));
    if (box.width < 1 || box.height < 1) faults.push('nothing to be seen of ' + name(element));
  });
  window.terangTabs = {
    due: due.length,
    answer: () => {
      const missed = due.filter(element => !reached.includes(element)).map(element => 'Tab does not reach ' + name(element));
      const order = due.filter(element => reached.includes(element));
      const came = reached.filter(element => due.includes(element));
      const astray = order.findIndex((element, i) => element !== came[i]);
      return faults.concat(missed, astray < 0 ? [] : ['Tab goes to ' + name(came[astray]) + ' before ' + name(order[astray])]).slice(0, 8);
    },
  };
  return due.length;
})()

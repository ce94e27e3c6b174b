/* Runs before every page under test. Keeps what the browser reports only once. */
(() => {
  const seen = { policy: [], shift: 0 };
  window.terangSeen = seen;
  addEventListener('securitypolicyviolation', event => {
    const where = event.target && event.target.nodeName ? event.target.nodeName.toLowerCase() : 'document';
    seen.policy.push(`${event.effectiveDirective} refused ${event.blockedURI} at ${where} ${event.sample || ''}`.trim());
  }, true);
  /* hadRecentInput is no help: nobody touches the page, and an emulated phone sets it for its first half second. */
  const add = entries => entries.forEach(entry => { seen.shift += entry.value; });
  const observer = new PerformanceObserver(list => add(list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  seen.flush = () => add(observer.takeRecords());
})();

/* Moves the text as soon as it has been painted. */
new PerformanceObserver(() => {
  const box = document.createElement('div');
  box.textContent = 'Sisipan yang terlambat';
  document.querySelector('main').prepend(box);
}).observe({ type: 'paint', buffered: true });

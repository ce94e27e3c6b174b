(view => {
  window.terangSeen.flush();
  const boxed = element => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== 'visible') return true;
    }
    return false;
  };
  const name = element => element.nodeName.toLowerCase() + (element.id ? '#' + element.id : '') +
    Array.from(element.classList, word => '.' + word).join('');
  const width = document.documentElement.scrollWidth;
  const wide = width <= view ? [] : Array.from(document.body.querySelectorAll('*'))
    .filter(element => element.getBoundingClientRect().right > view + 0.5 && !boxed(element)).map(name);
  return { policy: window.terangSeen.policy, shift: window.terangSeen.shift, width, wide: wide.slice(0, 6) };
})(%d)

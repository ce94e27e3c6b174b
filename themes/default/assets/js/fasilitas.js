/*
 * The facilities of an area: fetches their lists when a reader first chooses
 * something, and shows those that fit. Without this script the page has its plain
 * directory. Choices stand in the address. The reader's location is asked for when
 * the button is pressed, is compared here, and goes nowhere.
 */
(function () {
  'use strict';

  const form = document.querySelector('form.locator');
  if (!form) return;
  const say = form.dataset;
  const said = form.querySelector('.result');
  const list = document.querySelector('.directory.found');
  const section = form.closest('section');
  const plain = Array.from(section.querySelectorAll('.group, .more'));
  const near = form.querySelector('.near');
  const step = 60;
  let all = null, here = null;

  function tokens(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f'’]/g, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  async function load() {
    if (all) return;
    const files = await Promise.all(say.files.split(' ').map(async function (file) {
      const answer = await fetch(file);
      if (!answer.ok) throw new Error(file);
      return answer.json();
    }));
    all = [];
    files.forEach(function (file) {
      const directories = file.at.map(function (line) { return line.split('\t'); });
      file.r.forEach(function (line) {
        const f = line.split('\t');
        const at = directories[parseInt(f[2], 36)];
        const kind = Array.from(form.elements.jenis.options).findIndex(function (option) { return option.value === f[1]; });
        const entry = {
          name: f[0], kind: f[1], rank: kind, label: form.elements.jenis.options[kind].text, area: at[0], desa: f[3] || '',
          href: say.root + (f[5] || at[1] + '#' + (f[4] || 'f-' + tokens(f[0]).join('-'))),
          point: f[6] ? f[6].split(',').map(Number) : null, phone: f[7] || '', address: f[8] || '', hours: f[9] || '',
          services: f[10] ? f[10].split(';') : [], closed: f[11] === 'x'
        };
        entry.words = tokens([entry.name, entry.label, entry.kind, entry.area, entry.desa].join(' '));
        all.push(entry);
      });
    });
  }

  // Kilometres in a straight line, on a ball.
  function distance(a, b) {
    const rad = Math.PI / 180;
    const h = Math.sin((b[0] - a[0]) * rad / 2) ** 2 + Math.cos(a[0] * rad) * Math.cos(b[0] * rad) * Math.sin((b[1] - a[1]) * rad / 2) ** 2;
    return 12742 * Math.asin(Math.sqrt(h));
  }

  function chosen(name) {
    const select = form.elements[name];
    return select && select.value ? select.options[select.selectedIndex].text : '';
  }

  function fitting() {
    const area = chosen('wilayah'), kind = form.elements.jenis.value, service = chosen('layanan');
    const words = tokens(form.elements.q.value);
    const found = all.filter(function (entry) {
      return (!area || entry.area === area) && (!kind || entry.kind === kind) && (!service || entry.services.includes(service)) &&
        words.every(function (word) { return entry.words.some(function (own) { return own.startsWith(word); }); });
    });
    const far = function (entry) { return entry.point ? distance(here, entry.point) : Infinity; };
    if (here) found.forEach(function (entry) { entry.far = far(entry); });
    return found.sort(function (a, b) {
      return (here && a.far !== b.far ? a.far - b.far : 0) || a.closed - b.closed || a.rank - b.rank ||
        a.name.localeCompare(b.name, 'id', { numeric: true });
    });
  }

  function part(parent, tag, text, className) {
    const element = parent.appendChild(document.createElement(tag));
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function link(parent, text, href) { part(parent, 'a', text).href = href; }

  function item(entry) {
    const li = document.createElement('li');
    link(part(li, 'p', '', 'name'), entry.name, entry.href);
    const meta = part(li, 'p', '', 'meta');
    [entry.label, entry.desa || entry.area].forEach(function (text) { part(meta, 'span', text); });
    if (here && entry.point) {
      const km = entry.far < 10 ? entry.far.toFixed(1).replace('.', say.decimal) : Math.round(entry.far);
      part(li, 'p', say.km.replace('{n}', km), 'far');
    }
    if (entry.address) part(li, 'p', entry.address);
    if (entry.hours) part(li, 'p', say.hours + ' ' + entry.hours);
    if (entry.services.length) part(li, 'p', say.services.replace('{list}', entry.services.join(', ')), 'meta');
    if (entry.closed) part(li, 'p', say.closed, 'meta');
    if (entry.phone || entry.point) {
      const reach = part(li, 'p', '', 'reach');
      if (entry.phone) link(reach, entry.phone, 'tel:' + entry.phone.replace(/[^0-9+]/g, ''));
      if (entry.point) link(reach, say.map, 'geo:' + entry.point.join(','));
    }
    return li;
  }

  function show(found, from) {
    if (!from) list.replaceChildren();
    found.slice(from, from + step).forEach(function (entry) { list.append(item(entry)); });
    if (from) list.children[from].querySelector('a').focus();
    if (found.length > from + step) {
      const more = part(part(list, 'li', '', 'rest'), 'button', say.more);
      more.type = 'button';
      more.addEventListener('click', function () {
        more.parentNode.remove();
        show(found, from + step);
      });
    }
  }

  function address() {
    const query = new URLSearchParams();
    ['q', 'wilayah', 'jenis', 'layanan'].forEach(function (name) {
      const field = form.elements[name];
      if (field && field.value.trim()) query.set(name, field.value.trim());
    });
    return query.toString();
  }

  function plainAgain(text) {
    list.hidden = true;
    plain.forEach(function (element) { element.hidden = false; });
    said.textContent = text;
  }

  async function apply() {
    const query = address();
    history.replaceState(null, '', query ? '?' + query : location.pathname);
    if (!query && !here) return plainAgain('');
    try {
      await load();
    } catch (error) {
      return plainAgain(say.fail);
    }
    const found = fitting();
    const unplaced = here ? found.filter(function (entry) { return !entry.point; }).length : 0;
    plain.forEach(function (element) { element.hidden = true; });
    list.hidden = false;
    show(found, 0);
    said.textContent = [
      found.length ? (found.length === 1 ? say.foundOne : say.found).replace('{n}', found.length) + '.' : say.empty,
      here && found.length ? say.sorted : '', unplaced ? say.unplaced.replace('{n}', unplaced) : ''
    ].filter(Boolean).join(' ');
  }

  // Lists cannot be fetched from a disk: the form stays away and the directory stands.
  if (location.protocol === 'file:') {
    form.hidden = true;
    return;
  }
  let wait = 0;
  form.addEventListener('input', function () {
    clearTimeout(wait);
    wait = setTimeout(apply, 200);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(wait);
    apply();
  });
  form.addEventListener('reset', function () {
    here = null;
    setTimeout(apply);
  });
  if (near) {
    near.hidden = !navigator.geolocation;
    near.addEventListener('click', function () {
      said.textContent = say.locating;
      navigator.geolocation.getCurrentPosition(function (position) {
        here = [position.coords.latitude, position.coords.longitude];
        apply();
      }, function (error) {
        said.textContent = error.code === 1 ? say.refused : say.nowhere;
      }, { maximumAge: 300000, timeout: 15000 });
    });
  }
  new URLSearchParams(location.search).forEach(function (value, name) {
    if (form.elements[name]) form.elements[name].value = value;
  });
  if (address()) apply();
})();

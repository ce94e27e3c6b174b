/*
 * The search page: fetches those pieces of the index (cari/, made by internal/search)
 * that the words typed ask for, and lists what they hold. Without this script the
 * page is a plain list. The query stands in the address (?q=), where the form of
 * every page puts it.
 */
(function () {
  'use strict';

  // The rules of words, the same as in internal/search; testdata/rules.json is run against both.
  let roots = new Set();
  const affixes = [
    [/^(?:memper|diper)/, ['']], [/^[mp]eny([aiueo])/, ['s', 'ny']], [/^[mp]eng([aiueo])/, ['', 'k']], [/^[mp]eng([ghkl])/, ['']],
    [/^[mp]em([aiueo])/, ['p', 'm']], [/^[mp]em([bfpv])/, ['']], [/^[mp]en([aiueo])/, ['t', 'n']], [/^[mp]en([cdjstz])/, ['']],
    [/^(?:[bpt]er)([^aiueo])/, ['']], [/^per([aiueo])/, ['r', '']], [/^[bt]er([aiueo])/, ['', 'r']], [/^[bp]e[kl](erja|ajar)/, ['k', '']],
    [/^me([lmnrwy])/, ['']], [/^pe([lrwy])/, ['']], [/^di/, ['']], [/^ke(.+an)$/, ['']]
  ];
  const least = 4;

  function tokens(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f'’]/g, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  function unsuffixed(word, kind) {
    let cut = 0;
    if (/kan$/.test(word) && (kind === 'verb' || kind === 'bare' && /[^aiueo]kan$/.test(word))) cut = 3;
    else if (/an$/.test(word)) cut = 2;
    else if (kind === 'verb' && /[^sa]i$/.test(word)) cut = 1;
    return word.length - cut < least ? word : word.slice(0, word.length - cut);
  }

  function stem(word) {
    if (/[^a-z]/.test(word)) return word;
    if (/nya$/.test(word) && word.length >= least + 3) word = word.slice(0, -3);
    if (word.length <= least || roots.has(word)) return word;
    const kind = /^[pk]/.test(word) ? 'noun' : 'verb';
    const forms = [];
    affixes.forEach(function (affix) {
      const m = affix[0].exec(word);
      if (m) affix[1].forEach(function (root) { forms.push([root + word.slice(m[0].length - (m[1] || '').length), kind]); });
    });
    forms.push([word, 'bare']);
    for (const form of forms) {
      const root = [unsuffixed(form[0], form[1]), form[0]].find(function (r) { return roots.has(r); });
      if (root) return root;
    }
    const found = forms.map(function (form) { return unsuffixed(form[0], form[1]); }).find(function (r) { return r.length >= least; });
    return found || word;
  }

  // One letter more, less or other, or two neighbours the wrong way round.
  function isNear(a, b) {
    if (a.length > b.length) return isNear(b, a);
    let i = 0;
    while (i < a.length && a[i] === b[i]) i += 1;
    if (a.length === b.length) {
      return i < a.length && (a.slice(i + 1) === b.slice(i + 1) || a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
    }
    return b.length - a.length === 1 && a.slice(i) === b.slice(i + 1);
  }

  if (typeof module === 'object') {
    module.exports = { tokens: tokens, stem: stem, isNear: isNear, roots: function (list) { roots = new Set(list); } };
    return;
  }
  const form = document.querySelector('form.finder[data-index]');
  if (!form) return;
  const input = form.querySelector('input');
  const said = form.querySelector('.result');
  const box = document.querySelector('.found');
  const all = document.getElementById('daftar');
  const say = form.dataset;

  // The index.
  let head = null, kinds = null, places = null;
  const loaded = {};

  function fetched(name, how) {
    if (!loaded[name]) {
      loaded[name] = fetch(name, how).then(function (answer) {
        if (!answer.ok) throw new Error(name);
        return answer.json();
      });
      loaded[name].catch(function () { delete loaded[name]; });
    }
    return loaded[name];
  }

  async function open() {
    if (head) return;
    const h = await fetched(say.index + 'indeks.json', { cache: 'no-cache' });
    kinds = new Map(h.kinds.map(function (line, rank) {
      const f = line.split('\t');
      return [f[0], { rank: rank, label: f[1], words: tokens(f[1] + ' ' + (f[2] || '')), pattern: f[3] || '', address: f[4] || '', kab: f[5] }];
    }));
    places = [];
    h.places.forEach(function (line) {
      const f = line.split('\t');
      const up = f[2] ? places[parseInt(f[2], 36)] : null;
      const slug = f[3] || tokens(f[0]).join('-');
      places.push({
        folder: (up ? up.folder : 'wilayah/') + slug + '/', lists: f[4] || '', words: (up ? up.words : []).concat(tokens(f[0])),
        full: full(f[0], f[1]) + (up ? ', ' + up.full : ''), kab: kinds.get(f[1]).kab ? slug + '/' : up ? up.kab : ''
      });
    });
    roots = new Set(h.roots.split(' '));
    head = h;
  }

  // A name with its kind before it, unless it begins so.
  function full(name, code) {
    const pattern = kinds.get(code).pattern;
    const first = tokens(pattern)[0];
    return !pattern || tokens(name)[0] === first && name.includes(' ') ? name : pattern.replace('{name}', name);
  }

  // The pieces that may hold keys with a beginning; of too many the first ones.
  function pieces(letter, begins, from) {
    const names = [];
    begins.forEach(function (begin, i) {
      if ((begin <= from || begin.startsWith(from)) && (i + 1 === begins.length || begins[i + 1] >= from)) names.push(letter + i);
    });
    return names.slice(0, 4);
  }

  async function lines(names) {
    const lists = await Promise.all(Array.from(new Set(names)).map(function (name) { return fetched(say.index + name + '.json?v=' + head.v); }));
    return [].concat.apply([], lists);
  }

  function named(line) {
    const f = line.split('\t');
    const kind = kinds.get(f[1]);
    const place = f[2] ? places[parseInt(f[2], 36)] : { folder: 'wilayah/', words: [], full: '', kab: '' };
    const slug = function (name) { return tokens(name).join('-'); };
    const mid = f[3] ? slug(f[3]) + '/' : '';
    return {
      kind: kind, own: telling(tokens(f[0]), kind), title: full(f[0], f[1]),
      path: f[4] || kind.address.replace('{name}', slug(f[0])).replace('{place}', place.folder).replace('{mid}', mid).replace('{kab}', place.kab),
      words: place.words.concat(f[3] ? tokens(f[3]) : []), note: [f[3] ? full(f[3], 'kecamatan') : '', place.full].filter(Boolean).join(', ')
    };
  }

  function telling(words, kind) {
    const rest = words.filter(function (word) { return !kind.words.includes(word); });
    return rest.length ? rest : words;
  }

  const mostPieces = 11;

  // Names that hold one of the words, or begin with it.
  async function names(words) {
    const pairs = words.slice(1).map(function (word, i) { return words[i] + ' ' + word; });
    const wanted = [].concat.apply([], pairs.concat(words).map(function (word) { return pieces('n', head.n, word); }));
    const list = await lines(Array.from(new Set(wanted)).slice(0, mostPieces));
    return Array.from(new Set(list)).map(named);
  }

  // Texts that hold one of the words in any form: the most promising ones.
  async function texts(slots) {
    const hits = new Map();
    await Promise.all(slots.map(async function (slot) {
      for (const word of slot.forms) {
        const key = stem(word);
        (await lines(pieces('t', head.t, key))).forEach(function (line) {
          const f = line.split('\t');
          if (f[0] !== key && !(word.length > 2 && (f[0].startsWith(word) || f[0].startsWith(key)))) return;
          [f[1], f[2]].forEach(function (numbers, inBody) {
            let number = 0;
            (numbers || '').split(' ').filter(Boolean).forEach(function (n) {
              number += parseInt(n, 36); // each is the distance from the one before
              if (!hits.has(number)) hits.set(number, new Map());
              const had = hits.get(number).get(slot);
              hits.get(number).set(slot, Math.min(had === undefined ? 9 : had, 3 + inBody / 2));
            });
          });
        });
      }
    }));
    const worth = function (hit) { return hit[1].size * 10 - Array.from(hit[1].values()).reduce(function (a, b) { return a + b; }, 0); };
    const best = Array.from(hits).sort(function (a, b) { return worth(b) - worth(a) || a[0] - b[0]; }).slice(0, 12 * slots.length);
    const size = Number(head.docs);
    return Promise.all(best.map(async function (hit) {
      const piece = await lines(['d' + Math.floor(hit[0] / size)]);
      const f = piece[hit[0] % size].split('\t');
      const kind = kinds.get(f[1]);
      return { kind: kind, own: telling(tokens(f[0]), kind), title: f[0], path: f[3], words: [], note: f[2] || '', held: hit[1], called: (f[4] || '').split(';') };
    }));
  }

  // Facilities of one area; those with a name of their own stand among the names too.
  async function facilities(file) {
    const f = await fetched(say.lists + file + '.json');
    const above = places.filter(function (place) { return ('wilayah/' + file + '/').startsWith(place.folder); }).pop();
    return f.r.map(function (line) {
      const e = line.split('\t');
      const kind = kinds.get(e[1]);
      const at = f.at[parseInt(e[2], 36)].split('\t');
      return {
        kind: kind, own: telling(tokens(e[0]), kind), title: e[0], path: e[5] || at[1] + '#' + (e[4] || 'f-' + tokens(e[0]).join('-')),
        words: tokens((e[3] || '') + ' ' + at[0]).concat(above ? above.words : []), note: [e[3], at[0]].filter(Boolean).join(', ')
      };
    });
  }

  // The file that holds the facilities of an area.
  function listOf(entry) {
    const flags = new Map(places.map(function (place) { return [place.folder.slice(0, -1), place.lists]; }).concat([['wilayah', head.root]]));
    let path = entry.path.replace(/(\/index)?\.html$/, '');
    for (; path.startsWith('wilayah'); path = path.replace(/\/?[^/]*$/, '')) {
      if (flags.get(path) === 'f' || flags.get(path.replace(/\/[^/]*$/, '')) === 's' && path !== 'wilayah') {
        return path === 'wilayah' ? 'semua' : path.slice(8);
      }
    }
    return '';
  }

  const misspeltPlace = 4.2;

  // How well a word matches an entry: in its name, by its kind, by its place, in its text, misspelt.
  function fit(entry, slot) {
    const begins = function (list, word) { return word.length > 2 && list.some(function (own) { return own.startsWith(word); }); };
    let best = 9;
    slot.forms.forEach(function (word, misspelt) {
      let level = 9;
      if (entry.own.includes(word)) level = 0;
      else if (entry.kind.words.includes(word)) level = 0.5;
      else if (begins(entry.own, word)) level = 1;
      else if (entry.words.includes(word) || begins(entry.words, word)) level = 2;
      if (level < 9) best = Math.min(best, misspelt ? 4 + level / 10 : level);
    });
    const held = entry.held && entry.held.get(slot);
    return held === undefined ? best : Math.min(best, slot.forms.length > 1 ? held + 1 : held);
  }

  // Exact name before beginning before part, then by stem, then misspelt.
  function judge(entry, slots) {
    const fits = slots.map(function (slot) { return fit(entry, slot); });
    const rest = slots.filter(function (slot, i) { return fits[i] !== 0.5; }).map(function (slot) { return slot.word; }).join(' ');
    const own = entry.own.join(' ');
    const called = entry.called && entry.called.includes(slots.map(function (slot) { return slot.word; }).join(' '));
    entry.fits = fits;
    entry.matched = fits.filter(function (level) { return level < 9; }).length;
    entry.quality = own === rest ? 0 : called ? 0.5 : rest && own.startsWith(rest) ? 1 : 2 + fits.reduce(function (sum, level) { return sum + (level < 9 ? level : 0); }, 0);
    return entry;
  }

  // Something in a place is no answer to the name of the place alone.
  function bears(entry) {
    return entry.fits.some(function (level) { return level < 9 && level !== 2 && level !== misspeltPlace; });
  }

  function order(a, b) {
    return b.matched - a.matched || a.quality - b.quality || a.kind.rank - b.kind.rank || a.own.length - b.own.length ||
      a.title.localeCompare(b.title, 'id', { numeric: true });
  }

  // Words like one that nothing was found by: a mistake leaves its beginning or its end as it is.
  async function similar(word) {
    if (word.length < least || /\p{N}/u.test(word)) return [];
    const half = Math.floor((word.length - 1) / 2);
    const back = Array.from(word).reverse().join('');
    const ends = head.r || [];
    const list = await lines(pieces('w', head.w, word.slice(0, half)).concat(pieces('r', ends, back.slice(0, half))));
    const near = list.filter(function (other) { return isNear(word, other); });
    return Array.from(new Set(near)).slice(0, 5);
  }

  async function gather(slots) {
    const words = [].concat.apply([], slots.map(function (slot) { return slot.forms; }));
    const found = new Map();
    (await Promise.all([names(words), texts(slots)])).forEach(function (list) {
      list.forEach(function (entry) { if (!found.has(entry.path)) found.set(entry.path, judge(entry, slots)); });
    });
    return found;
  }

  async function addFacilities(found, slots) {
    const best = Array.from(found.values()).sort(order);
    // A word for facilities that stand in lists, and for no kind that stands among the names ("puskesmas pembantu").
    const listed = function (word) {
      const of = Array.from(kinds.values()).filter(function (kind) { return kind.words.includes(word); });
      return of.length > 0 && of.every(function (kind) { return kind.address.includes('#'); });
    };
    const about = slots.some(function (slot) { return slot.forms.some(listed); });
    const short = !best.length || best[0].matched < slots.length;
    if (!short && !about) return false;
    const areas = best.filter(function (e) { return e.matched === best[0].matched && /^wilayah\//.test(e.path) && !e.path.includes('#'); });
    const files = new Set(head.root === 'f' ? ['semua'] : areas.slice(0, 3).map(listOf).filter(Boolean));
    for (const file of files) {
      const list = await facilities(file).catch(function () { return []; });
      list.forEach(function (entry) { if (!found.has(entry.path)) found.set(entry.path, judge(entry, slots)); });
    }
    return about && !files.size;
  }

  async function find(query) {
    await open();
    const stops = head.stops.split(' ');
    const typed = tokens(query);
    const kept = typed.filter(function (word) { return !stops.includes(word); });
    const slots = (kept.length ? kept : typed).slice(0, 6).map(function (word) { return { word: word, forms: [word] }; });
    let found = await gather(slots);
    let askPlace = await addFacilities(found, slots);
    const lost = slots.filter(function (slot, i) {
      return !Array.from(found.values()).some(function (entry) { return entry.fits[i] < 9; });
    });
    const like = await Promise.all(lost.map(async function (slot) {
      const near = await similar(slot.word);
      slot.forms = slot.forms.concat(near);
      return near;
    }));
    const near = [].concat.apply([], like);
    if (near.length) {
      found = await gather(slots);
      askPlace = await addFacilities(found, slots);
    }
    const list = Array.from(found.values()).filter(bears).sort(order);
    const best = list.filter(function (entry) { return entry.matched === list[0].matched; });
    return { list: best, near: near, askPlace: askPlace, some: best.length > 0 && best[0].matched < slots.length };
  }

  // The page.
  const step = 20;

  function show(list) {
    const ul = document.createElement('ul');
    ul.className = 'results';
    const more = document.createElement('button');
    more.type = 'button';
    more.textContent = say.more;
    const add = function () {
      const from = ul.children.length;
      list.slice(from, from + step).forEach(function (entry) {
        const li = ul.appendChild(document.createElement('li'));
        const a = li.appendChild(document.createElement('a'));
        a.href = say.root + entry.path;
        a.textContent = entry.title;
        const meta = li.appendChild(document.createElement('span'));
        meta.className = 'meta';
        meta.textContent = [entry.kind.pattern ? '' : entry.kind.label, entry.note].filter(Boolean).join(' · ');
      });
      more.hidden = ul.children.length >= list.length;
      if (from) ul.children[from].firstChild.focus();
    };
    more.addEventListener('click', add);
    add();
    box.replaceChildren(ul, more);
  }

  function count(n) { return (n === 1 ? say.foundOne : say.found).replace('{n}', n); }

  let asked = 0;

  async function search() {
    const query = input.value.trim();
    const mine = asked += 1;
    history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname);
    if (!tokens(query).some(function (word) { return word.length > 1; })) return rest('');
    try {
      const result = await find(query);
      if (mine !== asked) return;
      const n = result.list.length;
      said.textContent = [
        n ? result.some ? say.some : result.near.length ? say.near.replace('{words}', result.near.join(', ')) : '' : say.empty,
        n ? count(n) + '.' : '', result.askPlace ? say.place : ''
      ].filter(Boolean).join(' ');
      show(result.list);
      all.classList.remove('shown');
    } catch (error) {
      if (mine === asked) rest(say.fail);
    }
  }

  // The page as it is without a query.
  function rest(text) {
    said.textContent = text;
    box.replaceChildren();
    all.classList.add('shown');
  }

  if (location.protocol === 'file:') return rest(say.fail);
  let wait = 0;
  input.addEventListener('input', function () {
    clearTimeout(wait);
    wait = setTimeout(search, 200);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(wait);
    search();
  });
  const query = new URLSearchParams(location.search).get('q');
  if (query) input.value = query;
  if (input.value) search(); else rest('');
})();

/*
 * Beside each link that sends something on by WhatsApp: a button that copies the same text, and one that hands it to the
 * device's own ways of sharing. Beside a field of code to copy: a button that copies it. Optional: each appears only where
 * the browser can do it, which is on pages that came over https.
 *
 * Attributes of this file's <script>: data-copy, data-code, data-copied, data-share (words of the buttons).
 */
(function () {
  'use strict';

  const say = document.currentScript && document.currentScript.dataset;
  if (!say) return;

  /* beside puts a button after an element, in a list as an entry of its own. */
  function beside(element, label, press) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = element.classList.contains('button') ? 'button' : 'plain';
    button.textContent = label;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () { press(button); });
    const entry = element.closest('li');
    if (!entry) { element.after(button); return; }
    const own = document.createElement('li');
    own.append(button);
    entry.after(own);
  }

  function copies(element, label, text) {
    if (!navigator.clipboard) return;
    beside(element, label, function (button) {
      navigator.clipboard.writeText(text).then(function () {
        button.textContent = say.copied;
        setTimeout(function () { button.textContent = label; }, 3000);
      }, function () { button.hidden = true; });
    });
  }

  document.querySelectorAll('a[href*="//wa.me/?text="]').forEach(function (link) {
    if (link.closest('.lead')) return; /* the footer has the same once more, where nothing is pushed aside */
    const text = new URL(link.href).searchParams.get('text');
    if (navigator.share) {
      beside(link, say.share, function () { navigator.share({ text: text }).catch(function () {}); });
    }
    copies(link, say.copy, text);
  });
  document.querySelectorAll('.away textarea').forEach(function (field) {
    field.addEventListener('focus', function () { field.select(); });
    copies(field.closest('label'), say.code, field.value);
  });
})();

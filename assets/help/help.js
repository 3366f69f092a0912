// The help pages: size of type, printing. Everything else of them works without this.
(function () {
  'use strict';
  var root = document.documentElement;
  var KEY = 'venue-code/help-text';

  function apply(size) {
    if (size === 'normal') root.removeAttribute('data-text');
    else root.setAttribute('data-text', size);
    document.querySelectorAll('[data-size]').forEach(function (button) {
      button.setAttribute('aria-pressed', String(button.getAttribute('data-size') === size));
    });
  }

  function kept(store, key) {
    // A browser that stores nothing throws here.
    try { return store().getItem(key); } catch (error) { return null; }
  }

  // What was chosen in the app holds here, too. It is only read.
  function chosen() {
    try {
      return JSON.parse(kept(function () { return localStorage; }, 'venue-code/settings') || '{}').data || {};
    } catch (error) { return {}; }
  }

  var settings = chosen();
  var size = kept(function () { return sessionStorage; }, KEY) || settings.text_size;
  if (size !== 'small' && size !== 'large') size = 'normal';
  if (settings.elder === true) root.setAttribute('data-elder', '');
  if (settings.theme === 'light' || settings.theme === 'dark') root.setAttribute('data-theme', settings.theme);

  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('[data-size], [data-print]').forEach(function (button) { button.hidden = false; });
    document.querySelectorAll('[data-size]').forEach(function (button) {
      button.addEventListener('click', function () {
        size = button.getAttribute('data-size');
        apply(size);
        try { sessionStorage.setItem(KEY, size); } catch (error) { /* It then holds for this page only. */ }
      });
    });
    document.querySelector('[data-print]').addEventListener('click', function () { window.print(); });
    apply(size);
  });
  if (size !== 'normal') root.setAttribute('data-text', size);
})();

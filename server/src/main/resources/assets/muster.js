// What Muster's pages do beyond plain links and forms. Every page works without it.
(() => {
  'use strict';

  // The server paints light or dark when the person chose one; only the browser knows what the system prefers.
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const followSystem = () => {
    if (root.dataset.theme === 'system') root.dataset.bsTheme = prefersDark.matches ? 'dark' : 'light';
  };
  followSystem();
  prefersDark.addEventListener('change', followSystem);

  // Menus stand below their button; browsers without anchor positioning are told where that is.
  if (!CSS.supports('anchor-name: --menu')) {
    document.addEventListener('toggle', (event) => {
      const menu = event.target;
      if (event.newState !== 'open' || !menu.matches('.menu')) return;
      const button = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
      const { width, height } = menu.getBoundingClientRect();
      const below = button.bottom + 4;
      const top = below + height > window.innerHeight ? Math.max(4, button.top - height - 4) : below;
      const left = menu.id === 'tenants' ? button.left : button.right - width;
      Object.assign(menu.style, { inset: 'auto', top: `${top}px`, left: `${Math.max(4, left)}px` });
    }, true);
  }

  // Buttons that only work with scripts come hidden; browsers lend the clipboard to secure pages only.
  const copy = (button) => navigator.clipboard.writeText(button.dataset.copies).then(() => {
    button.querySelector('[data-said]').textContent = 'Copied';
  });
  document.addEventListener('click', (event) => {
    const copies = event.target.closest('[data-copies]');
    if (copies) copy(copies);
    const opens = event.target.closest('[data-opens]');
    if (opens) document.getElementById(opens.dataset.opens).showModal();
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });

  // A second click on Save sends nothing: the first one is on its way.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'true';
  });
  window.addEventListener('pageshow', () => {
    document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent);
  });

  // A session ends when nothing was asked in it for a while, in whichever tab, or it was signed out of. What its pages
  // show is taken away with it; reloading them would only tell the server that somebody is there.
  const USED = 'muster-used';
  const loaded = Date.now();
  const since = (time) => (Date.now() - time) / 1000;
  const used = (at) => localStorage.setItem(USED, String(at));
  const takeAway = () => {
    const over = document.getElementById('session-over');
    if (!over || document.readyState === 'loading') return;
    const { idle, longest } = over.dataset;
    if (since(Number(localStorage.getItem(USED))) < Number(idle) && since(loaded) < Number(longest)) return;
    document.title = 'Signed out · Muster';
    document.body.replaceChildren(over.content.cloneNode(true));
    document.querySelector('h1').focus();
  };
  document.addEventListener('DOMContentLoaded', () => {
    if (document.getElementById('session-over')) used(Date.now());
  });
  document.addEventListener('htmx:afterRequest', () => used(Date.now()));
  document.addEventListener('submit', (event) => {
    if (event.target.getAttribute('action')?.endsWith('/sign-out')) used(0);
  });
  window.addEventListener('storage', takeAway);
  window.addEventListener('pageshow', takeAway);
  document.addEventListener('visibilitychange', takeAway);
  setInterval(takeAway, 10000);

  // Search from everywhere. The list comes from the server; the first of it is chosen, arrows choose another.
  const finder = () => document.getElementById('search');
  const options = () => [...document.querySelectorAll('#hits [role=option]')];
  const choose = (option) => {
    options().forEach((one) => one.setAttribute('aria-selected', String(one === option)));
    const input = finder().querySelector('input');
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    return option.scrollIntoView({ block: 'nearest' });
  };
  const chosen = () => options().findIndex((one) => one.getAttribute('aria-selected') === 'true');
  const find = () => {
    if (!finder() || finder().open) return;
    finder().showModal();
    finder().querySelector('input').select();
    finder().querySelector('input').dispatchEvent(new Event('opened'));
  };
  const walk = (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) {
      event.preventDefault();
      choose(all[(chosen() + step + all.length) % all.length]);
    }
    if (event.key === 'Enter' && chosen() >= 0) {
      event.preventDefault();
      all[chosen()].click();
    }
  };
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k' && finder()) {
      event.preventDefault();
      find();
    } else if (event.target.closest('#search input') && !event.isComposing) walk(event);
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-closes]')) event.target.closest('dialog').close();
    if (!event.target.closest('[data-finds]') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    find();
  });
  // What is listed belongs to the text before: Enter then leads to the page of the search.
  document.addEventListener('input', (event) => {
    if (event.target.closest('#search input')) choose();
  });
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id === 'hits') choose(options()[0]);
  });

  // Shortcuts: single keys, so they can be switched off (WCAG 2.1.4).
  const OFF = 'muster-shortcuts-off';
  let first = '';
  const typing = (target) => target.closest('input:not([type=checkbox], [type=radio]), select, textarea, dialog[open]');
  const press = (event) => {
    if (event.key === '?') return document.getElementById('shortcuts')?.showModal();
    if (event.key === '/') return document.querySelector('[data-search]')?.focus();
    return document.querySelector(`[data-keys="${CSS.escape(`${first} ${event.key}`)}"]`)?.click();
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem(OFF)) return;
    if (event.key === '/') event.preventDefault();
    press(event);
    first = event.key;
  });
  document.addEventListener('DOMContentLoaded', () => {
    const usable = navigator.clipboard ? '[data-opens], [data-copies]' : '[data-opens]';
    document.querySelectorAll(usable).forEach((button) => { button.hidden = false; });
    const box = document.getElementById('shortcuts-on');
    if (!box) return;
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener('change', () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, 'true');
    });
  });
})();

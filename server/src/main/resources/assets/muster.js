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
  const lend = (part) => {
    const usable = navigator.clipboard ? '[data-opens], [data-copies]' : '[data-opens]';
    part.querySelectorAll(usable).forEach((button) => { button.hidden = false; });
  };
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

  // The zone of the browser is the likeliest one for what was never configured, and the first to choose.
  document.addEventListener('DOMContentLoaded', () => {
    const zone = document.getElementById('zone');
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = zone && [...zone.list.options].find((option) => option.value === here);
    if (!known) return;
    zone.list.prepend(known);
    if (zone.dataset.new) zone.value = here;
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

  // What a field lacks is said below it, in the page's own words and look, where browsers would show a bubble.
  const lack = ({ type, validity, placeholder, validationMessage }) => {
    if (validity.valueMissing) return ['radio', 'file', 'select-one'].includes(type) ? 'Choose one' : 'This is needed';
    if (validity.typeMismatch && type === 'email') return 'This is no e-mail address';
    if (validity.typeMismatch) return 'This is no address, such as https://company.example';
    if (validity.patternMismatch && placeholder) return `Write it as ${placeholder}`;
    return validationMessage;
  };
  const faultOf = (field) => document.getElementById(`${field.id || field.name}-fault`);
  document.addEventListener('invalid', (event) => {
    const field = event.target;
    event.preventDefault();
    if (!faultOf(field)) {
      const fault = Object.assign(document.createElement('span'), { className: 'fault', id: `${field.id || field.name}-fault` });
      (field.closest('label:has([type=radio])') ?? field).after(fault);
    }
    faultOf(field).textContent = lack(field);
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', faultOf(field).id);
    if (field.form.querySelector(':invalid:not(fieldset)') === field) field.focus();
  }, true);
  document.addEventListener('input', ({ target }) => {
    if (target.getAttribute('aria-invalid') !== 'true' || !target.validity.valid) return;
    target.removeAttribute('aria-invalid');
    faultOf(target)?.remove();
  });

  // What was typed stays in this tab while the same person signs in again, but for secrets and files.
  const TYPED = 'muster-typed';
  const reader = () => document.querySelector('.m-user')?.textContent.trim();
  const SECRET = '[type=password], [type=hidden], [type=file], [type=submit], button, fieldset, output';
  const typed = (form) => [...form.elements].filter((field) => field.name && !field.matches(SECRET));
  const keep = (form) => {
    if (!reader() || form.method !== 'post' || !typed(form).length) return;
    const fields = typed(form).map(({ name, value, checked }) => ({ name, value, checked }));
    const kept = { reader: reader(), page: window.location.pathname, action: form.getAttribute('action'), fields };
    sessionStorage.setItem(TYPED, JSON.stringify(kept));
  };
  const giveBack = () => {
    const kept = JSON.parse(sessionStorage.getItem(TYPED));
    if (!kept) return;
    if (!reader()) {
      sessionStorage.setItem(TYPED, JSON.stringify({ ...kept, left: true }));
      return;
    }
    sessionStorage.removeItem(TYPED);
    if (!kept.left || kept.reader !== reader() || kept.page !== window.location.pathname) return;
    const form = [...document.forms].find((one) => one.getAttribute('action') === kept.action);
    if (!form) return;
    typed(form).forEach((field, place) => {
      const { name, value, checked } = kept.fields[place] ?? {};
      if (field.name === name) Object.assign(field, ['checkbox', 'radio'].includes(field.type) ? { checked } : { value });
    });
    const note = Object.assign(document.createElement('p'), { className: 'note', textContent: 'What you had typed is here again. Nothing of it was sent yet.' });
    note.setAttribute('role', 'status');
    form.prepend(note);
  };
  document.addEventListener('submit', (event) => keep(event.target));
  document.addEventListener('DOMContentLoaded', giveBack);

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
    const changed = [...document.forms].find((form) => typed(form).some((one) => one.value !== (one.defaultValue ?? one.value)));
    if (changed) keep(changed);
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

  // Lists follow what is typed and chosen. Choices made by keys count when their field is left, since arrows pass over
  // others on the way. Enter and the button send the form as any other, to the same address.
  const LIVE = 'form[data-live]';
  const PAUSE = 250;
  let waiting;
  let late = false;
  let asked = '';
  const address = (form) => {
    const sent = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    return `${new URL(form.action).pathname}?${sent}`;
  };
  const narrow = () => {
    const form = document.querySelector(LIVE);
    late = false;
    if (!form || address(form) === asked) return;
    asked = address(form);
    htmx.ajax('GET', asked, { target: '#content', select: '#content', selectOOB: '#as-of-choice', swap: 'outerHTML' });
  };
  document.addEventListener('input', (event) => {
    if (!event.target.closest(LIVE) || event.isComposing) return;
    clearTimeout(waiting);
    late = event.target.matches('select:focus-visible, [type=date]');
    if (!late) waiting = setTimeout(narrow, event.target.matches('select') ? 0 : PAUSE);
  });
  document.addEventListener('compositionend', (event) => {
    if (event.target.closest(LIVE)) waiting = setTimeout(narrow, PAUSE);
  });
  document.addEventListener('focusout', (event) => {
    if (late && event.target.closest(LIVE)) waiting = setTimeout(narrow);
  });
  let focused;
  let unfolded;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { target, xhr, pathInfo } = event.detail;
    if (target.id !== 'content') return;
    if (xhr.status >= 400) {
      event.detail.shouldSwap = false;
      window.location.assign(pathInfo.finalRequestPath);
      return;
    }
    window.history.replaceState(null, '', pathInfo.finalRequestPath);
    focused = document.activeElement;
    unfolded = document.querySelector(`${LIVE} details[open]`) !== null;
  });
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id !== 'content') return;
    const form = document.querySelector(LIVE);
    if (unfolded) form.querySelector('details').open = true;
    const again = focused.isConnected ? focused : document.getElementById(focused.id);
    (again ?? form.querySelector('summary, [type=search]')).focus({ preventScroll: true });
    lend(event.target);
    const count = event.target.querySelector('.nothing') ?? event.target.querySelector('[data-found], .pager .num');
    document.getElementById('said').textContent = count ? count.textContent : `${rows().length} rows`;
  });

  // Shortcuts: single keys, so they can be switched off (WCAG 2.1.4).
  const OFF = 'muster-shortcuts-off';
  let first = '';
  const typing = (target) => target.closest('input:not([type=checkbox], [type=radio]), select, textarea, dialog[open]');
  // Rows of lists are walked by what can be opened in them, so that Enter, Tab and screen readers go on from there.
  // What a menu or a fold still hides cannot take the focus, and would end the walk.
  const seen = (row, kind) => [...row.querySelectorAll(kind)].find((one) => one.checkVisibility());
  const OPENS = 'a[href], summary, button';
  const rows = () => [...document.querySelectorAll('#content tbody tr')].filter((row) => seen(row, OPENS));
  const here = () => document.activeElement.closest('#content tbody tr');
  const step = (by) => {
    const all = rows();
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(here()) + by))];
    if (next) seen(next, OPENS).focus();
  };
  const explain = () => {
    const why = here()?.querySelector('details');
    if (!why) return;
    why.open = !why.open;
    why.querySelector('summary').focus();
  };
  const ACTS = {
    j: () => step(1),
    k: () => step(-1),
    o: () => here() && seen(here(), 'a[href]')?.click(),
    e: explain,
    '?': () => document.getElementById('shortcuts')?.showModal(),
    '/': () => document.querySelector('[data-search]')?.focus(),
  };
  const press = (event) => {
    const act = first === 'g' ? undefined : ACTS[event.key];
    if (act) return act();
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
    lend(document);
    const box = document.getElementById('shortcuts-on');
    if (!box) return;
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener('change', () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, 'true');
    });
  });
})();

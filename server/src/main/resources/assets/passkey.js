// Passkeys: asks the server what to ask for, has the browser ask an authenticator, and sends the answer with the form.
(() => {
  'use strict';

  const bytes = (text) => {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(plain, (one) => one.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  };
  const known = (list) => list.map((one) => ({ ...one, id: bytes(one.id) }));

  const make = (asked) => navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: known(asked.excludeCredentials),
    },
  });
  const use = (asked) => navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
  });

  const PARTS = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const answer = ({ id, type, response }) => {
    const parts = PARTS.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({ id, rawId: id, type, response: Object.fromEntries(parts), clientExtensionResults: {} });
  };

  const WORDS = {
    NotAllowedError: 'No passkey was used: that was cancelled, took too long, or none fits. Try again.',
    InvalidStateError: 'There is a passkey for this sign-in on that device or key already.',
    SecurityError: 'Passkeys work only at the address that this Muster is known by, and this is another one.',
  };
  const OTHERWISE = 'The passkey could not be asked for. Load the page again, and use another way if that does not help.';

  const ask = async (form) => {
    const sent = new URLSearchParams({ _csrf: form.elements._csrf.value });
    const reply = await fetch(form.dataset.asks, { method: 'POST', body: sent, redirect: 'error' });
    if (!reply.ok) throw new Error(`The question was answered with ${reply.status}`);
    const asked = await reply.json();
    return answer(await (asked.rp ? make(asked) : use(asked)));
  };
  const proceed = async (form) => {
    const button = form.querySelector('button');
    const fault = form.querySelector('[data-fault]');
    button.disabled = true;
    fault.hidden = true;
    try {
      form.elements.passkey.value = await ask(form);
      form.submit();
    } catch (wrong) {
      fault.textContent = WORDS[wrong.name] ?? OTHERWISE;
      fault.hidden = false;
      button.disabled = false;
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    if (!window.PublicKeyCredential) return;
    document.querySelectorAll('form[data-asks]').forEach((form) => { form.hidden = false; });
    document.querySelectorAll('[data-without-passkey]').forEach((words) => { words.hidden = true; });
  });
  document.addEventListener('submit', (event) => {
    if (!event.target.dataset.asks) return;
    event.preventDefault();
    proceed(event.target);
  }, true);
})();

// Passkeys, where the browser has them. Each form asks our server what to prove, the device answers, the form is sent.

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), each => each.charCodeAt(0))
const text = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

async function askServer (form) {
  const answer = await fetch(form.dataset.asks, {
    method: 'POST',
    headers: { 'X-CSRFToken': form.elements.csrf_token.value }
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

function named (list = []) {
  return list.map(each => ({ ...each, id: bytes(each.id) }))
}

async function made (options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials)
  }
  const key = await navigator.credentials.create({ publicKey })
  return {
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    response: { clientDataJSON: text(key.response.clientDataJSON), attestationObject: text(key.response.attestationObject) }
  }
}

async function proven (options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: named(options.allowCredentials)
  }
  const key = await navigator.credentials.get({ publicKey })
  return {
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    response: {
      clientDataJSON: text(key.response.clientDataJSON),
      authenticatorData: text(key.response.authenticatorData),
      signature: text(key.response.signature),
      userHandle: key.response.userHandle ? text(key.response.userHandle) : null
    }
  }
}

function offerPasskeys (form) {
  const problem = form.querySelector('[data-problem]')
  form.hidden = false
  form.addEventListener('submit', async event => {
    if (form.elements.answer.value) return
    event.preventDefault()
    problem.textContent = ''
    try {
      const options = await askServer(form)
      const answer = await (form.dataset.makes === undefined ? proven(options) : made(options))
      form.elements.answer.value = JSON.stringify(answer)
      form.submit()
    } catch {
      problem.textContent = form.dataset.failed
    }
  })
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll('[data-module="careway-passkey"]')) offerPasskeys(form)
}

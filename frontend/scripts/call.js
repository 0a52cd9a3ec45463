// A call: saves what is typed every few seconds, and shows beside it what it leads to. Without scripts Save does both.

const MILLISECONDS_AFTER_TYPING = 900
const MILLISECONDS_TO_TRY_AGAIN = 5000

export function keepCall(form) {
  const said = form.querySelector('[data-part="saved"]')
  let timer
  let saving = false
  let changed = false

  const say = (words) => {
    if (said.textContent !== words) said.textContent = words
  }
  const soon = (wait) => {
    clearTimeout(timer)
    timer = setTimeout(save, wait)
  }
  const save = async () => {
    if (saving) return soon(MILLISECONDS_AFTER_TYPING)
    saving = true
    changed = false
    try {
      const answer = await fetch(form.dataset.beside, { method: 'POST', body: new FormData(form) })
      if (answer.ok && !answer.redirected) show(form, (await answer.json()).beside, say)
      else say(answer.status === 409 ? 'Not saved: changed in another window. Press Save to see both.' : 'Not saved: you are signed out. Press Save, and what you typed comes along.')
    } catch {
      changed = true
      say('Not saved: no line to the service. Leave this page open; it tries again.')
    }
    saving = false
    if (changed) soon(MILLISECONDS_TO_TRY_AGAIN)
  }
  const note = () => {
    changed = true
    soon(MILLISECONDS_AFTER_TYPING)
  }
  form.addEventListener('input', note)
  form.addEventListener('change', note)
  // A press waits for what is on its way, or it would meet its own page there.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (!saving) return
    event.preventDefault()
    setTimeout(() => form.requestSubmit(event.submitter), 100)
  })
}

function show(form, text, say) {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const fresh = page.getElementById('beside')
  const old = document.getElementById('beside')
  form.elements.version.value = fresh.dataset.version
  say(`Saved at ${fresh.dataset.saved}.`)
  // Whoever stands on a button there keeps it; what was found is shown when they have left it.
  if (!old.contains(document.activeElement)) old.replaceWith(fresh)
}

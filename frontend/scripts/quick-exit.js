// "Exit this page": hides the page at once, then sends the form that forgets the answers and goes elsewhere.
// GOV.UK Frontend's own component follows a link; ours must be a POST, because leaving changes something.

const PRESSES = 3
const MILLISECONDS_TO_PRESS_AGAIN = 5000

export function offerQuickExit(form) {
  const status = form.querySelector('[role="status"]')
  const overlay = document.createElement('div')
  overlay.className = 'careway-exit__overlay'
  overlay.setAttribute('role', 'alert')
  document.body.append(overlay)

  form.addEventListener('submit', () => {
    document.body.classList.add('careway-leaving')
    document.title = form.dataset.leaving
    overlay.textContent = form.dataset.leaving
  })
  // A page brought back by the Back button must be whole again.
  window.addEventListener('pageshow', () => document.body.classList.remove('careway-leaving'))
  listenForShift(status, form)
}

function listenForShift(status, form) {
  let presses = 0
  let timer

  const forget = () => {
    presses = 0
    status.textContent = ''
  }
  document.addEventListener('keydown', (event) => {
    clearTimeout(timer)
    if (event.key !== 'Shift') return forget()
    if (event.repeat) return
    presses += 1
    if (presses === PRESSES) return form.requestSubmit()
    status.textContent = form.dataset.pressAgain.replace('0', String(PRESSES - presses))
    timer = setTimeout(forget, MILLISECONDS_TO_PRESS_AGAIN)
  })
}

// "Exit this page": covers the page at once, then sends the form that forgets the answers and goes elsewhere.
// GOV.UK Frontend's own component follows a link; ours must be a POST, because leaving changes something.

const PRESSES = 3
const MILLISECONDS_TO_PRESS_AGAIN = 5000
// Whoever leaves does not wait for us: after this long without an answer the browser goes on its own.
const MILLISECONDS_FOR_OUR_ANSWER = 1000
const MILLISECONDS_OF_PRACTICE = 1500

export function offerQuickExit(form) {
  const overlay = document.createElement('div')
  overlay.className = 'careway-exit__overlay'
  overlay.setAttribute('role', 'alert')
  document.body.append(overlay)

  const cover = (covered) => {
    document.body.classList.toggle('careway-leaving', covered)
    overlay.textContent = covered ? form.dataset.leaving : ''
  }
  // Whoever leaves one page leaves all: the other tabs go without asking us again.
  const tabs = new BroadcastChannel('careway-exit')
  const goAlong = () => {
    cover(true)
    window.location.replace(form.dataset.site)
  }
  if (!isPractice(form)) tabs.addEventListener('message', goAlong)

  form.addEventListener('submit', (event) => {
    cover(true)
    if (isPractice(form)) return practise(event, form, cover)
    tabs.postMessage('leave')
    document.title = form.dataset.leaving
    setTimeout(() => leaveAlone(form), MILLISECONDS_FOR_OUR_ANSWER)
  })
  // A page that the Back button brings back as it was left stays covered and is asked for again, which shows nothing.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && document.body.classList.contains('careway-leaving')) window.location.reload()
  })
  listenForShift(form)
}

function isPractice(form) {
  return 'practice' in form.dataset
}

function leaveAlone(form) {
  navigator.sendBeacon(form.action)
  window.location.replace(form.dataset.site)
}

function practise(event, form, cover) {
  event.preventDefault()
  setTimeout(() => {
    cover(false)
    say(form, form.dataset.practice)
    form.querySelector('button').focus()
  }, MILLISECONDS_OF_PRACTICE)
}

function say(form, words) {
  form.querySelector('[role="status"]').textContent = words
}

function listenForShift(form) {
  let presses = 0
  let timer

  const count = (number) => {
    presses = number
    form.dataset.presses = number
  }
  const forget = (words) => {
    if (presses) say(form, words)
    count(0)
  }
  const forgetQuietly = () => forget('')

  document.addEventListener('keydown', (event) => {
    clearTimeout(timer)
    if (!isShiftAlone(event)) return forgetQuietly()
    if (event.repeat) return
    count(presses + 1)
    if (presses === PRESSES) {
      forgetQuietly()
      return form.requestSubmit()
    }
    say(form, presses === 1 ? form.dataset.pressTwice : form.dataset.pressOnce)
    timer = setTimeout(() => forget(form.dataset.notLeaving), MILLISECONDS_TO_PRESS_AGAIN)
  })
  // Shift and a press of the pointer mark text; that is no wish to leave.
  document.addEventListener('pointerdown', forgetQuietly)
}

// Alt or Ctrl with Shift changes the language of the keyboard, and while a character is being composed Shift is part of it.
function isShiftAlone(event) {
  return event.key === 'Shift' && !event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing
}

// Says, a little before the form closes itself to keep it private, that one press keeps it open (WCAG 2.2.1);
// and when it has closed, covers the page, so that nobody reads the answers on an open screen.

const SECONDS_OF_WARNING = 120

export function warnBeforeClosing(notice) {
  const button = notice.querySelector('button')
  const said = notice.querySelector('[role="status"]')
  // Any page of the form keeps it open for all its tabs.
  const tabs = new BroadcastChannel('careway-open')
  let closesAt
  let timer

  const look = () => {
    clearTimeout(timer)
    const left = closesAt - Date.now()
    if (left <= 0) return close(notice)
    const untilWarning = left - SECONDS_OF_WARNING * 1000
    if (untilWarning <= 0) warn()
    timer = setTimeout(look, untilWarning > 0 ? untilWarning : left)
  }
  const warn = () => {
    if (!notice.hidden) return
    notice.hidden = false
    said.textContent = notice.dataset.words
  }
  const stayOpen = () => {
    closesAt = Date.now() + Number(notice.dataset.seconds) * 1000
    notice.hidden = true
    said.textContent = ''
    look()
  }
  button.addEventListener('click', async () => {
    const answer = await askToStayOpen(notice.dataset).catch(() => ({ ok: false }))
    if (!answer.ok || answer.redirected) return (said.textContent = notice.dataset.failed)
    stayOpen()
    tabs.postMessage('open')
  })
  tabs.addEventListener('message', stayOpen)
  // A computer that slept has missed its time.
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pageshow', look)
  stayOpen()
  tabs.postMessage('open')
}

function askToStayOpen({ address, token }) {
  if (!address) return fetch(window.location.href)
  return fetch(address, { method: 'POST', headers: { 'X-CSRFToken': token } })
}

function close(notice) {
  if (document.body.classList.contains('careway-is-closed')) return
  const main = document.querySelector('main')
  const cover = document.createElement('div')
  const words = document.createElement('h1')
  const button = document.createElement('button')
  cover.className = 'govuk-width-container careway-main careway-closed'
  words.className = 'govuk-heading-l'
  words.textContent = notice.dataset.closed
  words.tabIndex = -1
  button.className = 'govuk-button'
  button.type = 'button'
  button.textContent = notice.dataset.goOn
  button.addEventListener('click', () => goOn(main))
  cover.append(words, button)
  main.append(cover)
  document.body.classList.add('careway-is-closed')
  words.focus()
}

// What was typed goes along: the page that asks for the code keeps it.
function goOn(main) {
  const question = main.querySelector('form[novalidate]')
  if (question) question.requestSubmit()
  else window.location.reload()
}

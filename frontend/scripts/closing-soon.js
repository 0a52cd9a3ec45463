// Says, a little before the form closes itself to keep it private, that one press keeps it open (WCAG 2.2.1).

const SECONDS_OF_WARNING = 120

export function warnBeforeClosing(notice) {
  const button = notice.querySelector('button')
  const said = notice.querySelector('[role="status"]')
  let timer

  const wait = () => {
    notice.hidden = true
    said.textContent = ''
    clearTimeout(timer)
    timer = setTimeout(warn, (Number(notice.dataset.seconds) - SECONDS_OF_WARNING) * 1000)
  }
  const warn = () => {
    notice.hidden = false
    said.textContent = notice.dataset.words
  }
  button.addEventListener('click', async () => {
    const answer = await fetch(notice.dataset.address, { method: 'POST', headers: { 'X-CSRFToken': notice.dataset.token } })
    if (answer.ok) wait()
    else said.textContent = notice.dataset.failed
  })
  wait()
}

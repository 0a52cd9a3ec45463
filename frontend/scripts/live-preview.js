// Beside the boxes: the page as residents will see it with what stands in them now. Nothing is kept by it.

const MILLISECONDS_AFTER_TYPING = 700

export function showLive(region) {
  const form = document.getElementById(region.dataset.form)
  let timer
  let asked = 0

  const show = async () => {
    const mine = ++asked
    try {
      const answer = await fetch(region.dataset.address, { method: 'POST', body: new FormData(form) })
      if (answer.ok && !answer.redirected && mine === asked) fill(region, await answer.text())
    } catch {
      // No line to the service: what is shown stays, and the next word tries again.
    }
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(show, MILLISECONDS_AFTER_TYPING)
  }
  form.addEventListener('input', soon)
  form.addEventListener('change', soon)
  show()
}

// A picture of a page: no second heading of the first order, no ids, nothing to press, nothing said twice.
function fill(region, text) {
  const main = new DOMParser().parseFromString(text, 'text/html').getElementById('main')
  for (const gone of main.querySelectorAll('form, script, button')) gone.remove()
  for (const heading of main.querySelectorAll('h1, h2, h3')) replace(heading, 'p')
  for (const link of main.querySelectorAll('a')) replace(link, 'span')
  for (const named of main.querySelectorAll('[id]')) named.removeAttribute('id')
  region.inert = true
  region.replaceChildren(...main.childNodes)
}

function replace(element, name) {
  const plain = document.createElement(name)
  plain.className = element.className
  plain.append(...element.childNodes)
  element.replaceWith(plain)
}

// Paper cannot be pressed: what is folded is opened for the printer, and folded again afterwards.
export function printWhatIsFolded() {
  let folded = []
  window.addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('main details:not([open])')]
    for (const part of folded) part.open = true
  })
  window.addEventListener('afterprint', () => {
    for (const part of folded) part.open = false
  })
}

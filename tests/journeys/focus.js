// Gives each control of the page the focus in turn, and returns what is wrong with that, a sentence each.
// `looks` says how a control is drawn at the moment.
looks => {
  const named = control => (control.outerHTML.match(/^<[^>]*>/) || [''])[0] + ' ' + control.textContent.trim().slice(0, 40)

  // What of a box is on the screen: a table may be many screens tall.
  const onScreen = box => {
    const left = Math.max(box.left, 0), top = Math.max(box.top, 0)
    return { left, top, width: Math.min(box.right, innerWidth) - left, height: Math.min(box.bottom, innerHeight) - top }
  }

  // Whether something of the control, or of its label, can be seen at one of nine places.
  const inSight = control => [control, ...(control.labels || [])].some(part => [...part.getClientRects()].map(onScreen).some(box =>
    [0.1, 0.5, 0.9].some(across => [0.1, 0.5, 0.9].some(down => {
      const found = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down)
      return found && (part.contains(found) || found.contains(part) && found.tagName === 'LABEL')
    }))))

  // What stays where it is on the screen, and what can be scrolled and has controls in it, stands neither above nor below.
  const hasNoPlace = control => ['fixed', 'sticky'].includes(getComputedStyle(control).position) ||
    control.closest('.careway-exit') || control.querySelector('a, button, input, select, textarea')

  const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(control => !control.disabled && control.type !== 'hidden' && control.tabIndex >= 0 && control.checkVisibility())
  const faults = controls.filter(control => control.tabIndex > 0).map(control => 'has an order of its own: ' + named(control))
  document.activeElement.blur()
  let above = -Infinity
  for (const control of controls) {
    const before = looks(control)
    control.focus()
    if (document.activeElement !== control) faults.push('cannot have the focus: ' + named(control))
    else if (looks(control) === before) faults.push('is not seen to have the focus: ' + named(control))
    else if (!inSight(control)) faults.push('is covered while it has the focus: ' + named(control))
    const box = control.getBoundingClientRect()
    const middle = box.top + scrollY + box.height / 2
    if (hasNoPlace(control)) continue
    if (middle < above - box.height / 2) faults.push('comes after what stands below it: ' + named(control))
    above = middle
  }
  return faults
}

// What scripts add to pages that already work without them.
import { Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, SkipLink, createAll } from 'govuk-frontend'
import { keepCall } from './call.js'
import { offerQuickExit } from './quick-exit.js'
import { printWhatIsFolded } from './printing.js'
import { showLive } from './live-preview.js'
import { warnBeforeClosing } from './closing-soon.js'

// GOV.UK Frontend asks for these two classes from an inline script; our pages have none.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, SkipLink]) {
  createAll(component)
}

for (const form of document.querySelectorAll('[data-module="careway-exit"]')) offerQuickExit(form)
for (const notice of document.querySelectorAll('[data-module="careway-closing-soon"]')) warnBeforeClosing(notice)
for (const form of document.querySelectorAll('[data-module="careway-call"]')) keepCall(form)
for (const region of document.querySelectorAll('[data-module="careway-live"]')) showLive(region)
printWhatIsFolded()
for (const button of document.querySelectorAll('[data-module="careway-print"]')) {
  button.addEventListener('click', () => window.print())
}

// On a wide window there is room for the search and the filters; below that width one press opens them.
if (window.matchMedia('(min-width: 64em)').matches) {
  for (const folded of document.querySelectorAll('.careway-filters, .careway-again')) folded.open = true
}

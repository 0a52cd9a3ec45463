// Reads a stylesheet and writes it with "start" and "end" in place of "left" and "right", so that one sheet serves
// languages written in either direction. GOV.UK Frontend writes left and right.
import postcss from 'postcss'
import { readFileSync } from 'node:fs'

const SIDES = { left: 'inline-start', right: 'inline-end' }
const CORNERS = {
  'border-top-left-radius': 'border-start-start-radius',
  'border-top-right-radius': 'border-start-end-radius',
  'border-bottom-left-radius': 'border-end-start-radius',
  'border-bottom-right-radius': 'border-end-end-radius'
}
const FOUR_SIDED = new Set(['margin', 'padding'])

function turn(declaration) {
  const { prop, value } = declaration
  if (CORNERS[prop]) declaration.prop = CORNERS[prop]
  else if (SIDES[prop]) declaration.prop = `inset-${SIDES[prop]}`
  else if (/^(margin|padding|border)-(left|right)/.test(prop)) declaration.prop = prop.replace(/left|right/, (side) => SIDES[side])
  else if (/^(text-align|float|clear)$/.test(prop) && SIDES[value]) declaration.value = turnedKeyword(prop, value)
  else if (FOUR_SIDED.has(prop)) turnShorthand(declaration)
}

function turnedKeyword(prop, side) {
  return prop === 'text-align' ? SIDES[side].replace('inline-', '') : SIDES[side]
}

function turnShorthand(declaration) {
  const sides = postcss.list.space(declaration.value)
  if (sides.length !== 4 || sides[1] === sides[3]) return
  const [top, right, bottom, left] = sides
  declaration.cloneBefore({ prop: `${declaration.prop}-block`, value: `${top} ${bottom}` })
  declaration.cloneBefore({ prop: `${declaration.prop}-inline`, value: `${left} ${right}` })
  declaration.remove()
}

const sheet = postcss.parse(readFileSync(0, 'utf8'))
sheet.walkDecls(turn)
process.stdout.write(sheet.toString())


(function () {
'use strict';
const forms = [...document.querySelectorAll('form.question')];
const kept = new Map();
// 0.1, 10% and 1/10 are the same number.
const numberOf = text => {
  const parts = text.trim().match(/^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(?:(%)|\/\s*(\d+\.?\d*|\.\d+))?$/i);
  const number = parts ? Number(parts[1]) / (parts[2] ? 100 : parts[3] === undefined ? 1 : Number(parts[3])) : NaN;
  return Number.isFinite(number) ? number : NaN;
};
const isClose = (given, value, within) => {
  const size = Math.abs(value);
  const shown = size >= 1e-3 && size < 1e6 ? 0.5e-4 : 0.5e-3 * size;
  return Math.abs(given - value) <= (within === undefined ? shown : Number(within)) + 1e-9 * Math.max(1, size);
};
for (const form of forms) {
  const data = form.dataset;
  const verdict = form.querySelector('.verdict');
  let tries = 0;
  form.addEventListener('submit', event => {
    event.preventDefault();
    const chosen = form.querySelector('input[type=radio]:checked');
    const field = form.querySelector('input[type=text], textarea');
    const given = chosen ? chosen.value : field ? field.value.trim() : '';
    if (!given) { verdict.textContent = 'Choose or type an answer first.'; return; }
    const because = data.because ? ' ' + data.because : '';
    if (data.answer === undefined) {
      verdict.textContent = 'Noted.' + because;
      if (!kept.has(data.number)) kept.set(data.number, { given, right: 0, marked: 0, tries: 1 });
      return;
    }
    const number = numberOf(given);
    if (data.value !== undefined && isNaN(number)) { verdict.textContent = 'Expected a number.'; return; }
    tries += 1;
    const isRight = data.value !== undefined ? isClose(number, Number(data.value), data.within) : given === data.answer;
    if (!isRight && tries === 1 && data.hint) { verdict.textContent = 'Not yet; try once more. Hint: ' + data.hint; return; }
    verdict.textContent = (isRight ? 'Right: ' : 'Wrong: ') + data.answer + '.' + because;
    if (!kept.has(data.number)) kept.set(data.number, { given, right: isRight ? 1 : 0, marked: 1, tries });
  });
}
const main = document.querySelector('main');
if (!forms.length || !main) return;
const field = (text, type) => {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = type;
  label.append(text + ' ', input);
  return [label, input];
};
const [numberLabel, number] = field('Number in the class', 'number');
const [nameLabel, name] = field('Name', 'text');
number.min = 1;
const button = document.createElement('button');
button.type = 'submit';
button.textContent = 'Save my answers';
const save = document.createElement('form');
save.className = 'save';
save.append(numberLabel, nameLabel, button);
main.append(save);
// A spreadsheet must not run a cell.
const guarded = text => /^[=+\-@\t\r\n]/.test(text) && isNaN(Number(text)) ? "'" + text : text;
const cell = value => {
  const text = guarded(String(value));
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
};
save.addEventListener('submit', event => {
  event.preventDefault();
  const lesson = document.body.dataset.lesson || document.title;
  const seed = document.body.dataset.seed || '';
  const rows = [['student', 'name', 'seed', 'lesson', 'number', 'question', 'answer', 'expected', 'right', 'marked', 'tries', 'chance']];
  for (const form of forms) {
    const data = form.dataset;
    const answer = kept.get(data.number);
    if (!answer) continue;
    rows.push([number.value, name.value, seed, lesson, data.number, data.question, answer.given,
      data.answer === undefined ? '' : data.answer, answer.right, answer.marked, answer.tries, '']);
  }
  const text = rows.map(row => row.map(cell).join(',') + '\r\n').join('');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = 'answers' + (number.value ? '-' + number.value : '') + '.csv';
  link.click();
  URL.revokeObjectURL(link.href);
});
}());

(function () {
'use strict';
const byId = id => document.getElementById('page-' + id);
const make = (name, properties, ...children) => {
  const element = document.createElement(name);
  for (const key in properties || {}) {
    if (key in element && !key.startsWith('aria')) element[key] = properties[key];
    else element.setAttribute(key, properties[key]);
  }
  element.append(...children);
  return element;
};
const draw = (name, attributes, text) => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  return element;
};

// The script to copy.
for (const button of document.querySelectorAll('.script button')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const code = button.parentNode.querySelector('code');
    const done = word => { button.textContent = word; setTimeout(() => { button.textContent = 'Copy'; }, 2000); };
    const select = () => {
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      done('Selected');
    };
    // Pages opened from a file may not have a clipboard.
    if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(() => done('Copied'), select);
    else select();
  });
}

const source = byId('data');
const data = source && JSON.parse(source.textContent);

// A page that is rewritten while the search runs reloads itself, unless the reader is busy with it.
const live = byId('live');
let isBusy = () => false;
if (live) {
  let isPaused = sessionStorageValue('paused') === 'yes';
  const show = () => { live.textContent = isPaused ? 'Resume updates' : 'Pause updates'; };
  live.hidden = false;
  show();
  live.addEventListener('click', () => {
    isPaused = !isPaused;
    try { sessionStorage.setItem('paused', isPaused ? 'yes' : 'no'); } catch (error) { /* Without storage, only this load is paused. */ }
    show();
  });
  setInterval(() => { if (!isPaused && !isBusy()) location.reload(); }, 1000 * Number(live.dataset.seconds));
}
function sessionStorageValue(key) {
  try { return sessionStorage.getItem(key); } catch (error) { return null; }
}
if (!data) return;

// Columns of integers, each written with the same number of letters; 0 means none.
const letters = new Int16Array(128);
for (let index = 0; index < 64; index++) letters['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.charCodeAt(index)] = index;
const unpack = column => {
  const {w: width, s: text} = column;
  const numbers = new Float64Array(text.length / width);
  for (let row = 0, place = 0; row < numbers.length; row++) {
    let value = 0;
    for (let letter = 0; letter < width; letter++) value = value * 64 + letters[text.charCodeAt(place++)];
    numbers[row] = value - 1;
  }
  return numbers;
};
const short = number => number === null || number === undefined ? '–'
  : Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number)
  : Math.abs(number) >= 1e6 || Math.abs(number) < 1e-3 ? number.toPrecision(4).replace(/\.?0+(e|$)/, '$1') : number.toFixed(4);

const births = unpack(data.births);
const count = births.length;
for (let row = 0, birth = -1; row < count; row++) births[row] = birth += births[row] + 1;
const rowOf = birth => {
  let low = 0, high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (births[middle] === birth) return middle;
    if (births[middle] < birth) low = middle + 1; else high = middle - 1;
  }
  return -1;
};
const generations = unpack(data.generations);
const mothers = unpack(data.mothers), fathers = unpack(data.fathers);
const parent = (column, row) => column[row] < 0 ? -1 : births[row] - column[row];
const fitness = data.fitness, seconds = data.seconds;
const measures = data.measures || [];
const better = data.isMinimized ? -1 : 1;

const genes = data.genes.map(gene => {
  const column = unpack(gene.column);
  if (gene.values) {
    const numeric = gene.values.every(value => value !== '' && Number.isFinite(Number(value)));
    return {
      name: gene.name, isNumeric: numeric,
      text: row => column[row] < 0 ? '–' : gene.values[column[row]],
      number: row => column[row] < 0 ? NaN : numeric ? Number(gene.values[column[row]]) : column[row],
      position: row => column[row] < 0 ? null : gene.positions[column[row]],
      marks: gene.marks,
    };
  }
  const value = row => {
    const fraction = column[row] / gene.steps;
    const exact = gene.log ? gene.low * Math.pow(gene.high / gene.low, fraction) : gene.low + (gene.high - gene.low) * fraction;
    return gene.whole ? Math.round(exact) : Number(exact.toPrecision(gene.steps > 1e6 ? 6 : 5));
  };
  return {
    name: gene.name, isNumeric: true,
    text: row => column[row] < 0 ? '–' : String(value(row)),
    number: row => column[row] < 0 ? NaN : value(row),
    position: row => column[row] < 0 ? null : column[row] / gene.steps,
    marks: gene.marks,
  };
});
const changedLetters = Math.ceil(genes.length / 6);
const isChanged = (row, gene) => data.changes !== undefined
  && (letters[data.changes.charCodeAt(row * changedLetters + Math.floor(gene / 6))] >> (gene % 6) & 1) === 1;
const failure = row => fitness[row] === null ? data.failures[births[row]] || 'not evaluated yet' : null;
const fitnessText = row => failure(row) || short(fitness[row]);

// ---- The story of an organism

const known = birth => {
  const row = rowOf(birth);
  return row < 0 ? String(birth) : birth + ' (' + (failure(row) ? 'failed' : short(fitness[row])) + ')';
};
const origin = (row, gene) => {
  if (isChanged(row, gene)) return 'mutation';
  const mine = genes[gene].text(row);
  const from = column => { const other = rowOf(parent(column, row)); return other < 0 ? undefined : genes[gene].text(other); };
  const isMother = from(mothers) === mine, isFather = from(fathers) === mine;
  const areKnown = from(mothers) !== undefined && from(fathers) !== undefined;
  return isMother && isFather ? 'both' : isMother ? 'mother' : isFather ? 'father' : areKnown ? 'mixed' : '';
};
const listeners = [];
let chosen = -1, opener = null;
const choose = (row, from) => {
  chosen = row;
  const panel = byId('story');
  if (row < 0) {
    panel.hidden = true;
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  } else {
    if (from) opener = from;
    tell(panel, row);
    panel.hidden = false;
    if (from) panel.querySelector('h2').focus();
  }
  for (const listener of listeners) listener(false);
};
const link = birth => {
  const row = rowOf(birth);
  if (row < 0) return String(birth);
  const button = make('button', {type: 'button', textContent: known(birth)});
  button.addEventListener('click', () => choose(row, opener || button));
  return button;
};
const tell = (panel, row) => {
  const mother = parent(mothers, row), father = parent(fathers, row);
  const close = make('button', {type: 'button', className: 'close', textContent: 'Close'});
  close.addEventListener('click', () => choose(-1));
  const lines = [make('p', {}, failure(row) ? 'failed: ' + failure(row) : 'fitness ' + short(fitness[row]) + ' (' + data.objective + ')')];
  for (const measure of measures) lines.push(make('p', {}, measure.name + ' ' + short(measure.values[row])));
  const parents = make('p', {});
  if (mother >= 0 && father >= 0) parents.append('mother ', link(mother), ', father ', link(father));
  else if (mother >= 0) parents.append('mother ', link(mother));
  else parents.append('no parents: drawn from the search space');
  lines.push(parents);
  const changed = genes.filter((gene, index) => isChanged(row, index)).map(gene => gene.name);
  if (mother >= 0 && data.changes !== undefined) lines.push(make('p', {}, changed.length ? 'mutations: ' + changed.join(', ') : 'no mutation'));
  const children = [];
  for (let child = row + 1; child < count; child++) {
    if (parent(mothers, child) === births[row] || parent(fathers, child) === births[row]) children.push(births[child]);
  }
  lines.push(make('p', {}, children.length ? 'children: ' + children.slice(0, 12).join(', ') + (children.length > 12 ? ' and ' + (children.length - 12) + ' more' : '') : 'no children'));
  if (seconds && seconds[row] !== null) lines.push(make('p', {}, 'measured in ' + Number(seconds[row].toPrecision(3)) + ' s'));
  const heads = ['gene', 'value'].concat(mother >= 0 ? ['mother'] : [], father >= 0 ? ['father'] : [], mother >= 0 ? ['from'] : []);
  const body = make('tbody');
  genes.forEach((gene, index) => {
    const line = make('tr', {}, make('th', {scope: 'row', textContent: gene.name}), make('td', {textContent: gene.text(row)}));
    for (const other of [mother, father]) {
      if (other >= 0) { const place = rowOf(other); line.append(make('td', {textContent: place < 0 ? '–' : gene.text(place)})); }
    }
    if (mother >= 0) line.append(make('td', {textContent: origin(row, index)}));
    body.append(line);
  });
  const table = make('table', {}, make('thead', {}, make('tr', {}, ...heads.map(text => make('th', {scope: 'col', textContent: text})))), body);
  panel.replaceChildren(make('h2', {tabIndex: -1, textContent: 'Birth ' + births[row] + ', generation ' + generations[row]}), close, ...lines, table);
};
document.addEventListener('keydown', event => { if (event.key === 'Escape' && chosen >= 0) choose(-1); });

const tip = byId('tip');
const hint = (row, event) => {
  if (row < 0) { tip.hidden = true; return; }
  tip.textContent = 'birth ' + births[row] + ', generation ' + generations[row] + '\n' + data.objective + ': ' + fitnessText(row) + '\n'
    + measures.map(measure => measure.name + ': ' + short(measure.values[row]) + '\n').join('')
    + genes.slice(0, 12).map(gene => gene.name + ' ' + gene.text(row)).join('\n') + (genes.length > 12 ? '\n…' : '');
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 4)) + 'px';
  tip.style.top = Math.max(4, event.clientY + 16 + box.height > innerHeight ? event.clientY - box.height - 12 : event.clientY + 16) + 'px';
};

// ---- Filters: words in the field, and brushes on the axes

const brushes = new Map();
let words = [];
const column = name => {
  if (name === 'fitness') return {number: row => fitness[row] === null ? NaN : fitness[row], text: fitnessText};
  if (name === 'birth') return {number: row => births[row], text: row => String(births[row])};
  if (name === 'generation') return {number: row => generations[row], text: row => String(generations[row])};
  if (name === 'mother' || name === 'father') {
    const parents = name === 'mother' ? mothers : fathers;
    return {number: row => parent(parents, row), text: row => String(parent(parents, row))};
  }
  if (name === 'seconds' && seconds) return {number: row => seconds[row] === null ? NaN : seconds[row], text: row => short(seconds[row])};
  const measure = measures.find(measure => measure.name === name);
  if (measure) return {number: row => measure.values[row] === null ? NaN : measure.values[row], text: row => short(measure.values[row])};
  const gene = genes.find(gene => gene.name === name);
  return gene && {number: row => gene.isNumeric ? gene.number(row) : NaN, text: gene.text};
};
const read = text => (text.match(/\S+/g) || []).map(word => {
  const parts = word.match(/^(.+?)(<=|>=|!=|=|<|>)(.+)$/);
  const compared = parts && column(parts[1]);
  if (compared) {
    const [, , sign, wanted] = parts;
    const number = Number(wanted);
    if (sign === '=' || sign === '!=') {
      return row => (compared.text(row) === wanted || compared.number(row) === number) === (sign === '=');
    }
    if (sign === '<') return row => compared.number(row) < number;
    if (sign === '<=') return row => compared.number(row) <= number;
    if (sign === '>') return row => compared.number(row) > number;
    return row => compared.number(row) >= number;
  }
  const part = word.toLowerCase();
  return row => genes.some(gene => gene.text(row).toLowerCase().includes(part)) || String(births[row]) === part
    || fitnessText(row).toLowerCase().includes(part);
});
let range = [Infinity, -Infinity];
for (const value of fitness) if (value !== null) range = [Math.min(range[0], value), Math.max(range[1], value)];
const isLogarithmic = data.isMinimized && range[0] > 0 && range[1] / range[0] >= 20;
const scaled = value => isLogarithmic ? Math.log(value) : value;
const width = scaled(range[1]) - scaled(range[0]);
const fitnessPosition = row => {
  if (fitness[row] === null) return null;
  if (!(width > 0)) return 0.5;
  const fraction = (scaled(fitness[row]) - scaled(range[0])) / width;
  return data.isMinimized ? 1 - fraction : fraction;
};
const axes = genes.map(gene => ({name: gene.name, position: gene.position, marks: gene.marks}));
axes.push({
  name: data.objective.length > 24 ? 'fitness' : data.objective, position: fitnessPosition,
  marks: width > 0 ? [[0, short(data.isMinimized ? range[1] : range[0])], [1, short(data.isMinimized ? range[0] : range[1])]] : [[0.5, short(range[0])]],
});
let shown = [];
const filter = () => {
  shown = [];
  const limits = [...brushes];
  for (let row = 0; row < count; row++) {
    const isInside = limits.every(([axis, [low, high]]) => {
      const place = axes[axis].position(row);
      return place !== null && place >= low && place <= high;
    });
    if (isInside && words.every(word => word(row))) shown.push(row);
  }
  sort();
  page = 0;
  for (const listener of listeners) listener(true);
};
isBusy = () => chosen >= 0 || brushes.size > 0 || words.length > 0 || document.activeElement === byId('filter');

// ---- The table

let order = {name: 'fitness', isAscending: data.isMinimized}, page = 0;
const pageRows = 50;
const columns = [
  {name: 'birth', isNumber: true}, {name: 'generation', isNumber: true}, {name: 'fitness', isNumber: true},
  ...measures.map(measure => ({name: measure.name, isNumber: true})),
  ...genes.map(gene => ({name: gene.name, isNumber: gene.isNumeric, gene})),
  {name: 'mother', isNumber: true}, {name: 'father', isNumber: true}, ...(seconds ? [{name: 'seconds', isNumber: true}] : []),
];
const valueOf = wanted => {
  const found = columns.find(column => column.name === wanted);
  return found && found.gene && !found.gene.isNumeric ? found.gene.text : found && found.gene ? found.gene.number : column(wanted).number;
};
const sort = () => {
  const value = valueOf(order.name);
  const keys = new Map(shown.map(row => [row, value(row)]));
  const sign = order.isAscending ? 1 : -1;
  const isMissing = key => key === '–' || key !== key;
  shown.sort((left, right) => {
    const [a, b] = [keys.get(left), keys.get(right)];
    if (isMissing(a) || isMissing(b)) return isMissing(a) - isMissing(b) || left - right;
    return (a < b ? -sign : a > b ? sign : 0) || left - right;
  });
};
const table = byId('evaluations');
if (table) {
  const heads = columns.map(column => {
    const button = make('button', {type: 'button', textContent: column.name});
    const head = make('th', {scope: 'col', className: column.isNumber ? 'right' : ''}, button);
    button.addEventListener('click', () => {
      order = {name: column.name, isAscending: order.name === column.name ? !order.isAscending : column.name !== 'fitness' || data.isMinimized};
      sort();
      page = 0;
      show();
    });
    return {head, column};
  });
  table.append(make('thead', {}, make('tr', {}, ...heads.map(head => head.head))));
  const body = make('tbody');
  table.append(body);
  let lines = [];
  const number = (value, none) => make('td', {className: 'right', textContent: value < 0 ? none : String(value)});
  const markChosen = () => { for (const [row, line] of lines) line.className = row === chosen ? 'chosen' : ''; };
  const show = () => {
    for (const {head, column} of heads) {
      if (column.name === order.name) head.setAttribute('aria-sort', order.isAscending ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    }
    lines = shown.slice(page * pageRows, (page + 1) * pageRows).map(row => {
      const button = make('button', {type: 'button', textContent: String(births[row]), 'aria-label': 'story of birth ' + births[row]});
      button.addEventListener('click', () => choose(row, button));
      const line = make('tr', {}, make('td', {className: 'right'}, button), number(generations[row], ''),
        make('td', {className: 'right', textContent: fitnessText(row)}),
        ...measures.map(measure => make('td', {className: 'right', textContent: short(measure.values[row])})),
        ...genes.map(gene => make('td', {className: gene.isNumeric ? 'right' : '', textContent: gene.text(row)})),
        number(parent(mothers, row), '–'), number(parent(fathers, row), '–'));
      if (seconds) line.append(make('td', {className: 'right', textContent: seconds[row] === null ? '–' : String(Number(seconds[row].toPrecision(3)))}));
      line.addEventListener('pointermove', event => { if (event.pointerType === 'mouse') near(row); });
      line.addEventListener('pointerleave', () => near(-1));
      return [row, line];
    });
    body.replaceChildren(...lines.map(line => line[1]));
    markChosen();
    const last = Math.max(1, Math.ceil(shown.length / pageRows));
    byId('place').textContent = 'page ' + (page + 1) + ' of ' + last;
    byId('previous').disabled = page === 0;
    byId('next').disabled = page + 1 >= last;
    byId('count').textContent = shown.length === count ? count + ' evaluations' : shown.length + ' of ' + count + ' evaluations';
    byId('clear').disabled = !brushes.size && !words.length;
  };
  // The rows stay when an organism is chosen, so that the focus can return to them.
  listeners.push(isFiltered => isFiltered ? show() : markChosen());
  byId('previous').addEventListener('click', () => { page--; show(); });
  byId('next').addEventListener('click', () => { page++; show(); });
  let waiting = 0;
  byId('filter').addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { words = read(byId('filter').value); filter(); }, 120);
  });
  byId('filter').closest('form').addEventListener('submit', event => event.preventDefault());
  byId('clear').addEventListener('click', () => {
    byId('filter').value = '';
    words = [];
    brushes.clear();
    filter();
  });
}

// ---- Parallel coordinates

let near = () => {};
const parallel = document.querySelector('[data-role=parallel]');
if (parallel && axes.length > 1) {
  // As wide as the page, or as the axes need to be readable; wider figures scroll.
  const letter = 6.8, cut = (text, most) => text.length > most ? text.slice(0, most - 1) + '…' : text;
  const names = axes.map(axis => cut(axis.name, 18));
  const longest = Math.max(...names.map(name => name.length)) * letter;
  const room = parallel.clientWidth || 860;
  const isSlanted = longest + 8 > (room - 116) / (axes.length - 1);
  const left = isSlanted ? Math.min(110, Math.max(24, names[0].length * letter * 0.82)) : Math.max(24, names[0].length * letter / 2), edge = 76;
  const across = Math.max(room, left + edge + 64 * (axes.length - 1)), right = across - edge, top = 24, bottom = 260;
  const high = bottom + (isSlanted ? 34 + longest * 0.58 : 34), gap = (right - left) / (axes.length - 1);
  const x = axis => left + (right - left) * axis / (axes.length - 1);
  const y = place => bottom - (bottom - top) * place;
  const svg = draw('svg', {viewBox: '0 0 ' + across + ' ' + high, width: across, class: 'figure natural', role: 'group', 'aria-label': 'Parallel coordinates: drag on an axis to filter the genomes'});
  const lines = draw('g', {}), marked = draw('g', {}), frame = draw('g', {});
  svg.append(lines, marked, frame);
  const path = row => {
    let text = '', isOn = false;
    axes.forEach((axis, index) => {
      const place = axis.position(row);
      if (place === null) { isOn = false; return; }
      text += (isOn ? 'L' : 'M') + x(index).toFixed(1) + ' ' + y(place).toFixed(1);
      isOn = true;
    });
    return text;
  };
  // Lines cover one another: more than this many would merge into an area.
  const most = 400;
  const some = rows => rows.length <= most ? rows : Array.from({length: most}, (_, index) => rows[Math.round(index * (rows.length - 1) / (most - 1))]);
  const worth = rows => rows.filter(row => fitness[row] !== null).sort((a, b) => better * (fitness[a] - fitness[b]) || a - b);
  const everyone = some(worth(Array.from({length: count}, (_, row) => row)));
  let drawn = [];
  const mark = (row, name) => draw('path', {d: path(row), class: 'genome ' + name});
  const redraw = () => {
    const isWhole = shown.length === count;
    const inside = isWhole ? everyone : some(worth([...shown]));
    drawn = inside;
    const back = isWhole ? [] : everyone.filter(row => !inside.includes(row));
    lines.replaceChildren(
      ...(back.length ? [draw('path', {d: back.map(path).join(''), class: 'genome out'})] : []),
      ...inside.map((row, rank) => draw('path', {d: path(row), class: 'genome l t h' + Math.round(8 * (inside.length > 1 ? rank / (inside.length - 1) : 1))})));
    marked.replaceChildren(...(chosen >= 0 ? [mark(chosen, 'marked')] : []));
    for (const [index, brush] of rectangles.entries()) {
      const limits = brushes.get(index);
      brush.setAttribute('visibility', limits ? 'visible' : 'hidden');
      if (limits) { brush.setAttribute('y', y(limits[1])); brush.setAttribute('height', Math.max(2, y(limits[0]) - y(limits[1]))); }
    }
  };
  const rectangles = [];
  axes.forEach((axis, index) => {
    frame.append(draw('path', {class: 'axis', d: 'M' + x(index) + ' ' + top + 'V' + bottom}));
    const name = draw('text', isSlanted ? {transform: 'translate(' + x(index) + ' ' + (bottom + 18) + ') rotate(-35)', class: 'e'} : {x: x(index), y: bottom + 22, class: 'm'}, names[index]);
    frame.append(name);
    for (const [place, text] of axis.marks) frame.append(draw('text', {x: x(index) + 5, y: y(place) + 4, class: 'halo'}, cut(text, Math.max(3, Math.floor((index < axes.length - 1 ? gap - 8 : edge - 6) / letter)))));
    const rectangle = draw('rect', {class: 'brush', x: x(index) - 9, width: 18, visibility: 'hidden'});
    rectangles.push(rectangle);
    const hit = draw('rect', {class: 'hit', x: x(index) - 14, y: top - 8, width: 28, height: bottom - top + 16, tabindex: 0, role: 'button', 'aria-label': 'filter by ' + axis.name + ': arrow keys move a range, + and - change its size, Escape removes it'});
    frame.append(rectangle, hit);
    const place = event => {
      const box = svg.getBoundingClientRect();
      return Math.min(1, Math.max(0, (bottom - (event.clientY - box.top) * high / box.height) / (bottom - top)));
    };
    let start = null;
    const moved = event => Math.abs(place(event) - start) > 0.02;
    hit.addEventListener('pointerdown', event => { start = place(event); hit.setPointerCapture(event.pointerId); });
    hit.addEventListener('pointermove', event => {
      if (start === null || !moved(event)) return;
      const end = place(event);
      brushes.set(index, [Math.min(start, end), Math.max(start, end)]);
      filter();
    });
    hit.addEventListener('pointerup', event => {
      if (start !== null && !moved(event)) { brushes.delete(index); filter(); }
      start = null;
    });
    hit.addEventListener('pointercancel', () => { start = null; });
    hit.addEventListener('keydown', event => {
      let [low, top] = brushes.get(index) || [0.75, 1];
      const step = {ArrowUp: [0.05, 0.05], ArrowDown: [-0.05, -0.05], '+': [-0.05, 0.05], '-': [0.05, -0.05]}[event.key];
      if (event.key === 'Escape' && brushes.delete(index)) { filter(); event.stopPropagation(); }
      if (!step) return;
      event.preventDefault();
      if (brushes.has(index)) [low, top] = [low + step[0], top + step[1]];
      if (low < top && low > -0.001 && top < 1.001) { brushes.set(index, [low, top]); filter(); }
    });
  });
  const nearest = event => {
    const box = svg.getBoundingClientRect();
    const [px, py] = [(event.clientX - box.left) * across / box.width, (event.clientY - box.top) * high / box.height];
    const axis = Math.floor((px - left) / (right - left) * (axes.length - 1));
    if (axis < 0 || axis >= axes.length - 1) return -1;
    const part = (px - x(axis)) / (x(axis + 1) - x(axis));
    let best = -1, least = 10;
    for (const row of drawn) {
      const [from, to] = [axes[axis].position(row), axes[axis + 1].position(row)];
      if (from === null || to === null) continue;
      const distance = Math.abs(y(from + (to - from) * part) - py);
      if (distance <= least) [best, least] = [row, distance];
    }
    return best;
  };
  near = row => {
    marked.querySelectorAll('.near').forEach(line => line.remove());
    if (row >= 0) marked.append(mark(row, 'near'));
  };
  svg.addEventListener('pointermove', event => {
    if (event.buttons || event.pointerType !== 'mouse') return;
    const row = nearest(event);
    near(row);
    hint(row, event);
  });
  svg.addEventListener('pointerleave', () => { near(-1); hint(-1); });
  svg.addEventListener('click', event => {
    if (event.target.classList.contains('hit')) return;
    const row = nearest(event);
    if (row >= 0) choose(row);
  });
  parallel.replaceChildren(svg);
  listeners.push(redraw);
}

// ---- Organisms on the figures whose axes are generation and fitness

for (const svg of document.querySelectorAll('[data-role=organisms] svg')) {
  const frame = svg.querySelector('.frame');
  if (!frame) continue;
  const axis = text => {
    const [from, to, low, high, scale] = text.split(' ');
    return value => {
      const number = scale === 'logarithmic' ? Math.log10(value) : value;
      return Number(from) + (number - low) / (high - low) * (to - from);
    };
  };
  const [x, y] = [axis(frame.dataset.x), axis(frame.dataset.y)];
  const [y0, y1] = frame.dataset.y.split(' ').map(Number);
  const step = Math.max(1, Math.floor(count / 3000));
  const points = [];
  const place = row => fitness[row] === null ? null : [x(generations[row]), y(fitness[row])];
  for (let row = 0; row < count; row += step) {
    const point = place(row);
    if (point && point[1] <= Math.max(y0, y1) + 1 && point[1] >= Math.min(y0, y1) - 1) points.push([row, ...point]);
  }
  if (svg.parentNode.dataset.dots === 'yes') {
    svg.append(draw('path', {class: 'p k5', d: points.map(([, px, py]) => 'M' + px.toFixed(1) + ' ' + py.toFixed(1) + 'h0').join('')}));
  }
  const ring = draw('circle', {r: 7, class: 'chosen', visibility: 'hidden'});
  svg.append(ring);
  const [, , across, high] = svg.getAttribute('viewBox').split(' ').map(Number);
  const nearest = event => {
    const box = svg.getBoundingClientRect();
    const [px, py] = [(event.clientX - box.left) * across / box.width, (event.clientY - box.top) * high / box.height];
    let best = -1, least = 14 * 14;
    for (const [row, ox, oy] of points) {
      const distance = (ox - px) ** 2 + (oy - py) ** 2;
      if (distance < least) [best, least] = [row, distance];
    }
    return best;
  };
  svg.addEventListener('pointermove', event => { if (event.pointerType === 'mouse') { const row = nearest(event); hint(row, event); near(row); } });
  svg.addEventListener('pointerleave', () => { hint(-1); near(-1); });
  svg.addEventListener('click', event => { const row = nearest(event); if (row >= 0) choose(row); });
  listeners.push(() => {
    const point = chosen >= 0 ? place(chosen) : null;
    ring.setAttribute('visibility', point ? 'visible' : 'hidden');
    if (point) { ring.setAttribute('cx', point[0]); ring.setAttribute('cy', point[1]); }
  });
}

filter();
}());

// Runs in the page: lists the trials from the data that stands in it, and opens their analyses. What was
// read from candidates enters the document as text alone; the page's policy refuses everything else.
(() => {
  const batch = 100;
  const data = JSON.parse(document.getElementById('data').textContent);
  const { pullRequests, orders } = data;
  const trials = data.trials.map((trial, index) => ({ ...trial, index }));
  const form = document.querySelector('.filters');
  const head = document.querySelector('.trials thead');
  const rows = document.querySelector('.trials tbody');
  const more = document.getElementById('more');
  const dialog = document.getElementById('analysis');
  const manyBenchmarks = new Set(trials.map((trial) => trial.benchmark)).size > 1;

  // ---- elements --------------------------------------------------------------------------------

  /** An element with attributes; children are elements, text, or null for nothing. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.flat().filter((child) => child !== null && child !== ''));
    return element;
  }

  function icon(category) {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const use = document.createElementNS(space, 'use');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', `#icon-${category}`);
    svg.append(use);
    return svg;
  }

  /** Text in which `code` between single backticks is set as code. */
  function prose(text) {
    return text
      .split(/`([^`\n]+)`/)
      .map((part, i) => (i % 2 === 1 ? make('code', {}, part) : part));
  }

  function pullRequest(number) {
    if (pullRequests === null) return `#${number}`;
    return make('a', { href: pullRequests + number, rel: 'noopener noreferrer' }, `#${number}`);
  }

  // ---- the list --------------------------------------------------------------------------------

  const searched = trials.map((trial) => {
    const { analysis, number } = trial;
    const words = [trial.title, trial.hypothesis, trial.author, trial.benchmark, `#${number}`];
    if (analysis) words.push(analysis.cause, analysis.fix, analysis.error, analysis.fingerprint);
    return words.join('\n').toLowerCase();
  });

  const keys = {
    order: (trial) => trial.index,
    title: (trial) => trial.title.toLowerCase(),
    status: (trial) => orders.status.indexOf(trial.status),
    change: (trial) => trial.change?.[0],
    bytes: (trial) => trial.bytes?.[0],
    severity: (trial) => trial.analysis && orders.severity.indexOf(trial.analysis.severity),
    category: (trial) => trial.analysis?.category,
    author: (trial) => trial.author,
    date: (trial) => trial.index,
  };
  let sorting = { key: 'order', direction: -1 };
  let found = [];

  function matching() {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
    return trials.filter((trial) => {
      if (wanted.benchmark && trial.benchmark !== wanted.benchmark) return false;
      if (wanted.status && trial.status !== wanted.status) return false;
      if (wanted.category && trial.analysis?.category !== wanted.category) return false;
      if (wanted.severity && trial.analysis?.severity !== wanted.severity) return false;
      return words.every((word) => searched[trial.index].includes(word));
    });
  }

  /** What has no value comes last, whichever way is sorted. */
  function sorted(list) {
    const { key, direction } = sorting;
    return list.sort((a, b) => {
      const [x, y] = [keys[key](a) ?? null, keys[key](b) ?? null];
      if (x === y) return b.index - a.index;
      if (x === null || y === null) return x === null ? 1 : -1;
      return x < y ? -direction : direction;
    });
  }

  function refresh() {
    found = sorted(matching());
    rows.replaceChildren();
    showMore();
    const all = trials.length.toLocaleString('en');
    const count = found.length.toLocaleString('en');
    document.getElementById('count').textContent =
      found.length === trials.length ? `${all} in all` : `${count} of ${all}`;
    for (const cell of head.querySelectorAll('th')) {
      const word = sorting.direction > 0 ? 'ascending' : 'descending';
      cell.setAttribute('aria-sort', cell.dataset.key === sorting.key ? word : 'none');
    }
    form.elements.sort.value = sorting.key;
  }

  function showMore() {
    const shown = rows.children.length;
    rows.append(...found.slice(shown, shown + batch).map(row));
    const left = found.length - rows.children.length;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(batch, left)} more of ${left}`;
    if (found.length === 0) {
      const cell = make('td', { colspan: '9', class: 'none' }, 'No trial is like that.');
      rows.append(make('tr', { class: 'none' }, cell));
    }
  }

  function row(trial) {
    const { analysis, number } = trial;
    const open = (...children) => make('button', { type: 'button', 'data-show': '' }, ...children);
    const about = make('span', { class: 'about' }, manyBenchmarks ? trial.benchmark : '');
    const title = open(trial.title);
    title.className = 'title';
    const badge = analysis && open(icon(analysis.category), analysis.severity);
    if (badge) {
      badge.className = `badge ${analysis.severity}`;
      badge.setAttribute(
        'aria-label',
        `${analysis.severity}: ${analysis.category}, analysis of ${number ? `#${number}` : trial.title}`,
      );
    }
    const tr = make(
      'tr',
      { 'data-index': trial.index },
      make('td', { class: 'order number' }, number === null ? '–' : pullRequest(number)),
      make('td', { class: 'title' }, title, about),
      make(
        'td',
        { class: 'status' },
        make('span', { class: `status ${trial.status}` }, trial.status),
      ),
      make(
        'td',
        { class: 'change number' },
        trial.change?.[1] ?? '–',
        ...(trial.total === null ? [] : [make('span', { class: 'total soft' }, trial.total)]),
      ),
      make('td', { class: 'bytes number' }, trial.bytes?.[1] ?? '–'),
      make('td', { class: 'severity' }, badge),
      make('td', { class: 'category' }, analysis ? analysis.category : ''),
      make('td', { class: 'author' }, trial.author),
      make('td', { class: 'date' }, trial.date),
    );
    return tr;
  }

  function filterBy(name, value) {
    const field = form.elements[name];
    form.reset();
    field.value = value;
    refresh();
    document.getElementById('trials').scrollIntoView();
    field.focus({ preventScroll: true });
  }

  function sortBy(key) {
    const downFirst = key === 'order' || key === 'date';
    const again = sorting.key === key;
    sorting = { key, direction: again ? -sorting.direction : downFirst ? -1 : 1 };
    refresh();
  }

  // ---- the window ------------------------------------------------------------------------------

  function show(trial, from) {
    if (!trial) return;
    dialog.firstElementChild.replaceChildren(...windowOf(trial));
    dialog.scrollTop = 0;
    if (dialog.open) return;
    // The browser gives the focus back, when the window closes, to what has it now.
    from.focus({ preventScroll: true });
    dialog.showModal();
  }

  function windowOf(trial) {
    const { analysis, number } = trial;
    const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
    close.addEventListener('click', () => dialog.close());
    const line = [trial.benchmark, trial.date, `by ${trial.author}`].filter(Boolean).join(' · ');
    return [
      make(
        'div',
        { class: 'top' },
        make(
          'p',
          { class: 'soft' },
          ...(number === null ? [] : [pullRequest(number), ' · ']),
          line,
        ),
        close,
      ),
      make('h2', { id: 'analysis-title' }, trial.title),
      make('p', { class: `verdict ${trial.status}` }, trial.verdict),
      ...(analysis ? analysisOf(analysis) : []),
      seenBefore(trial.seenBefore),
      hypothesisOf(trial.hypothesis),
      clipsOf(trial.clips),
      pairs('facts soft', trial.facts),
    ].filter((part) => part !== null);
  }

  function pairs(name, entries) {
    const items = entries.map(([term, ...words]) =>
      make('div', {}, make('dt', {}, term), make('dd', {}, ...words)),
    );
    return make('dl', { class: name }, ...items);
  }

  function analysisOf(analysis) {
    const { category, severity } = analysis;
    const evidence = [
      ['experiments', analysis.experiments],
      ['error', analysis.error],
      ['stack', analysis.stack],
      ['logs', analysis.logs],
    ].filter(([, text]) => text !== null);
    return [
      pairs('answers', [
        ['Category', make('span', { class: 'named' }, icon(category), category)],
        ['Severity', make('span', { class: `badge ${severity}` }, severity)],
        [analysis.causeTitle, ...prose(analysis.cause)],
        ['Fix', ...prose(analysis.fix)],
      ]),
      analysis.code === null ? null : codeOf(analysis.code, analysis.place),
      analysis.mismatch === null
        ? null
        : make('p', { class: 'mismatch' }, make('b', {}, 'First mismatch: '), analysis.mismatch),
      ...evidence.map(([name, text]) =>
        make(
          'details',
          name === 'error' ? { open: '' } : {},
          make('summary', {}, name),
          make('pre', { tabindex: '0', 'aria-label': name }, text),
        ),
      ),
      make(
        'p',
        { class: 'soft source' },
        `Explained by ${analysis.source === 'claude' ? 'Claude' : 'rules'} · fingerprint `,
        make('code', {}, analysis.fingerprint),
      ),
    ];
  }

  /** The lines of code, the failing one marked for the eye and for the ear. */
  function codeOf(code, place) {
    const lines = code.split('\n').map((line) => {
      if (!line.startsWith('>')) return make('span', {}, `${line}\n`);
      const ear = make('span', { class: 'unseen' }, 'failing line: ');
      return make('mark', {}, ear, `${line}\n`);
    });
    const caption = place === null ? 'Code' : `Code, ${place}`;
    return make(
      'figure',
      { class: 'code' },
      make('figcaption', {}, caption),
      make('pre', { tabindex: '0', 'aria-label': caption }, make('code', {}, ...lines)),
    );
  }

  /** Numbers of pull requests; those that are listed here open in the window. */
  function seenBefore(numbers) {
    if (numbers.length === 0) return null;
    const items = numbers.map((number) => {
      const index = trials.findLastIndex((trial) => trial.number === number);
      if (index < 0) return make('li', {}, pullRequest(number));
      const button = make('button', { type: 'button', 'data-open': index }, `#${number}`);
      return make('li', {}, button);
    });
    return make(
      'div',
      { class: 'seen' },
      make('b', {}, 'Seen before in'),
      make('ul', {}, ...items),
    );
  }

  function hypothesisOf(text) {
    if (text === '') return null;
    return make('details', {}, make('summary', {}, 'hypothesis'), make('p', {}, ...prose(text)));
  }

  function clipsOf(clips) {
    if (clips.length === 0) return null;
    return make('details', {}, make('summary', {}, 'rate, clip by clip'), pairs('clips', clips));
  }

  // ---- what a reader does ----------------------------------------------------------------------

  form.addEventListener('input', (event) => {
    if (event.target.name === 'sort') sortBy(event.target.value);
    else refresh();
  });
  document.getElementById('clear').addEventListener('click', () => {
    form.reset();
    refresh();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  more.addEventListener('click', () => {
    const before = rows.children.length;
    showMore();
    rows.children[before]?.querySelector('button')?.focus();
  });
  head.addEventListener('click', (event) => {
    const cell = event.target.closest('th');
    if (cell) sortBy(cell.dataset.key);
  });
  rows.addEventListener('click', (event) => {
    const tr = event.target.closest('tr');
    if (!tr?.dataset.index || event.target.closest('a') || getSelection()?.toString()) return;
    const button = event.target.closest('button') ?? tr.querySelector('button.title');
    show(trials[tr.dataset.index], button);
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.dataset.open) show(trials[button.dataset.open], button);
    if (button?.dataset.filter) filterBy(button.dataset.filter, button.dataset.value);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  refresh();
})();

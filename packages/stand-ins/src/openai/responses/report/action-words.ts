/**
 * Verbs of doing something to something, in every form in which people say them. "Was", "felt" and "wanted" do
 * nothing. "Worked" and "helped" say that something was done, but not what.
 */
const regular =
  'add adopt agree analyse analyze answer apologise apologize apply arrange ask assign audit automate block book build-up calculate call cancel change check clean close collect compare complete confirm contact convince copy correct count cover create decide define deliver demonstrate deploy design detect develop disable discuss divide document double draft drop email enable escalate estimate explain fix follow gather hand hire identify implement improve inspect install interview introduce invent invite isolate launch list listen load lock log map mark measure merge message migrate monitor move negotiate offer open order organise organize pack paint pair pause phone pick pilot plan plot practise prepare present print prioritise prioritize propose protect prove publish pull push question raise reach reassign rebook record redesign reduce refund refuse remove rename reorder repair replace report reproduce research reserve restart restore review revert roll rotate save schedule search separate share ship show sign simplify skip sketch solve sort split staff start stop store study suggest summarise summarize swap switch test time trace track train transfer translate try-out turn type unpack update visit wait walk warn wrap';
const irregular: Readonly<Record<string, string>> = {
  begin: 'began begun',
  bring: 'brought',
  build: 'built',
  buy: 'bought',
  choose: 'chose chosen',
  cut: 'cut',
  draw: 'drew drawn',
  drive: 'drove driven',
  find: 'found',
  give: 'gave given',
  go: 'went gone',
  lead: 'led',
  leave: 'left',
  lend: 'lent',
  let: 'let',
  make: 'made',
  meet: 'met',
  pay: 'paid',
  put: 'put',
  read: 'read',
  rebuild: 'rebuilt',
  rewrite: 'rewrote rewritten',
  ring: 'rang rung',
  run: 'ran',
  sell: 'sold',
  send: 'sent',
  set: 'set',
  sit: 'sat',
  speak: 'spoke spoken',
  spend: 'spent',
  take: 'took taken',
  teach: 'taught',
  tell: 'told',
  throw: 'threw thrown',
  undo: 'undid undone',
  win: 'won',
  write: 'wrote written',
};

function formsOf(verb: string): string[] {
  if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  if (/[^aeiou]y$/.test(verb))
    return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  const doubled = /[^aeiou][aeiou][bdgmnprt]$/.test(verb) ? `${verb}${verb.at(-1)}` : verb;
  return [verb, `${verb}s`, `${verb}es`, `${verb}ed`, `${doubled}ed`, `${verb}ing`, `${doubled}ing`];
}

/** Every form of every verb of doing, for use in a regular expression. */
export const actionVerbs = [
  ...regular.split(' ').flatMap(formsOf),
  ...Object.entries(irregular).flatMap(([verb, past]) => [verb, `${verb}s`, ...past.split(' ')]),
].join('|');

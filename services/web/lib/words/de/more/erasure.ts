import type { ErasedKind } from '@ringback/shared/contract/deletion-record';
import type { MoreWords } from '../../more-words.ts';

const many = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`;

const kinds: Readonly<Record<ErasedKind, (count: number) => string>> = {
  interviews: (count) =>
    many(
      count,
      'Gespräch mit Stelle, Lebenslauf und Plan',
      'Gespräche, jedes mit Stelle, Lebenslauf und Plan',
    ),
  transcripts: (count) => many(count, 'Mitschrift', 'Mitschriften'),
  reports: (count) => many(count, 'Bericht', 'Berichte'),
  share_links: (count) => `${many(count, 'Link', 'Links')} zum Mitlesen`,
  coach_notes: (count) => many(count, 'Notiz eines Coachs', 'Notizen von Coaches'),
  waiting_jobs: (count) =>
    many(count, 'Anruf oder Bericht, der noch wartet', 'Anrufe oder Berichte, die noch warten'),
  reservations: (count) => `Zurückgelegtes Geld für ${many(count, 'Anruf', 'Anrufe')}`,
  call_records: (count) => `Die Aufzeichnung der Telefongesellschaft über ${many(count, 'Anruf', 'Anrufe')}`,
  verified_numbers: (count) =>
    `Der Nachweis, dass ${many(count, 'Telefonnummer Ihre ist', 'Telefonnummern Ihre sind')}`,
  limits: (count) => `${many(count, 'Zähler', 'Zähler')} dessen, was Sie heute verbraucht haben`,
};

const alwaysStays: readonly string[] = [
  'Ein Löschnachweis: seine Nummer, die Zeiten und diese Zahlen. Er sagt nichts über Sie. Sie können ihn aufheben, und wer diese Seite betreibt, findet ihn ein Jahr lang unter seiner Nummer.',
  'Was heute ausgegeben wurde, als eine Summe für alle, damit die Grenze des Tages weiter gilt.',
  'Falls Sie am Telefon verlangt haben, nie wieder angerufen zu werden: die verschlüsselte Nummer, sonst würde sie wieder angerufen.',
  'Dass eine verschlüsselte Nummer angerufen wurde, für dreißig Tage, ohne wer es verlangt hat. Es schützt die Menschen, die angerufen werden.',
  'Ein leerer Vermerk für jedes Gespräch, damit nichts, was zu spät kommt, es zurückbringt. Er verschwindet von selbst.',
  'Zähler einer Internetadresse oder eines Netzes, höchstens einen Tag. Sie betreffen alle, die es teilen.',
  'Wie oft alles gelöscht wurde, für eine Stunde, unter einer Zahl, die nicht zu Ihnen zurückführt. Es begrenzt, wie oft das geht.',
  'Zähler der Zufallszahl, die dieser Browser vor seinem ersten Gespräch hatte, höchstens einen Tag. Sie sagen nicht, wem sie gehörten.',
];

const actors: Readonly<Record<string, string>> = {
  candidate: 'der Person selbst',
  operator: 'denen, die die Seite betreiben',
  retention: 'der Seite, weil die Zeit vorbei war',
};

export const erasure: MoreWords['erasure'] = {
  title: 'Löschen',
  lead: 'Sie sehen zuerst, was weg sein wird. Gelöscht wird erst, wenn Sie es dort sagen.',
  what: 'Was soll gelöscht werden?',
  everything: 'Alles von mir',
  eraseEverything: 'Alles von mir löschen',
  eraseOne: (job) => `Das Gespräch „${job}“ löschen`,
  see: 'Zeigen, was gelöscht würde',
  willBeGone: 'Das wird endgültig weg sein',
  nothingStored: 'Es ist nichts gespeichert.',
  isAtLeast: 'Es gibt mehr Gespräche, als hier gezählt werden konnten. Alle werden gelöscht.',
  live: (count) =>
    count === 1 ? 'Ein Gespräch läuft. Es endet zuerst.' : `${count} Gespräche laufen. Sie enden zuerst.`,
  stays: 'Das bleibt, und warum',
  looking: 'Es wird nachgesehen, was gespeichert ist.',
  beingErased: 'Wird gelöscht',
  erased: 'Gelöscht',
  goesOn: 'Es geht von selbst weiter, auch wenn Sie das hier schließen.',
  recordNumber: (reference) => `Die Nummer des Löschnachweises ist ${reference}. Heben Sie sie auf.`,
  numberMissing: 'Es ist gelöscht. Die Nummer des Löschnachweises hat diese Seite nicht erreicht.',
  keep: 'Behalten',
  eraseNow: 'Endgültig löschen',
  erasing: 'Wird gelöscht …',
  kinds,
  otherKinds: (count) => many(count, 'weitere Art von Daten', 'weitere Arten von Daten'),
  alwaysStays,
  staysWithOthers:
    'Was Sie heute verbraucht haben, und der Nachweis, dass eine Telefonnummer Ihre ist: Sie gelten auch für Ihre anderen Gespräche. „Alles von mir“ entfernt sie.',
  record: 'Löschnachweis',
  keepNumber: 'Heben Sie die Nummer auf. Unter einem Namen ist der Nachweis nicht zu finden.',
  keepAsText: 'Als Text aufheben',
  keepAsJson: 'Als JSON aufheben',
  number: 'Nummer',
  scope: 'Was',
  ofEverything: 'alles einer Person',
  ofOne: 'ein Gespräch',
  by: 'Verlangt von',
  actors,
  askedAt: 'Verlangt am',
  erasedAt: 'Gelöscht',
  notErasedYet: 'läuft noch; es geht von selbst weiter',
  fileRewrittenAt: 'Aus der Datei des Servers entfernt',
  notRewrittenYet: 'noch nicht; innerhalb der Stunde',
  keptUntil: 'Dieser Nachweis bleibt bis',
  counts: 'Gelöscht wurde',
  nothingWasThere: 'nichts, es war nichts da',
};

import type { MoreWords } from '../../more-words.ts';

export const operator: MoreWords['operator'] = {
  title: 'Betrieb',
  lead: 'Was hier läuft, wer es bedient, und wie man es anhält.',
  token: 'Betreiber-Token',
  tokenHint:
    'Es ist OPERATOR_TOKEN in Ihrer .env; „npm start“ erzeugt selbst eines und sagt, in welcher Datei es steht. Es bleibt nur in diesem Tab.',
  enter: 'Öffnen',
  leave: 'Verlassen',
  reading: 'Wird gelesen …',
  asOf: (time) => `Stand ${time}`,
  none: 'Keine.',
  tableOf: (title) => `${title}, Tabelle`,

  dialling: 'Anrufen',
  diallingOn: 'Es wird angerufen',
  diallingOff: 'Es wird nicht angerufen',
  diallingHint: 'Abgeschaltet: Nirgends beginnt ein neuer Anruf. Laufende Anrufe bleiben, wie sie sind.',
  switchOn: 'Anrufen einschalten',
  switchOff: 'Anrufen abschalten',
  listProblems: {
    key_unknown:
      'Es wird keine Nummer angerufen: Die Sperrliste entstand unter einem Schlüssel, der in NUMBER_HASH_KEY fehlt. Setzen Sie ihn als „neu,alt“ wieder ein, und starten Sie telephony und frontend-gateway neu.',
    canary_lost:
      'Es wird keine Nummer angerufen: Es ist nicht bekannt, ob NUMBER_HASH_KEY zur Sperrliste passt. Enthält er jeden Schlüssel, unter dem die Liste entstand, führen Sie „npm run do-not-call -- vouch“ aus.',
    list_lost:
      'Es wird keine Nummer angerufen: Die Sperrliste ist verloren. Spielen Sie ihre Kopie mit „npm run do-not-call -- import DATEI“ ein. Gibt es keine, führen Sie „npm run do-not-call -- vouch“ aus.',
  },

  sessions: (count) => `Laufende Gespräche: ${count}`,
  sessionColumns: ['Gespräch', 'Anruf', 'Phase', 'Seit', 'Endet spätestens', 'Gehalten von'],
  instances: (count) => `Instanzen: ${count}`,
  instanceColumns: ['Dienst', 'Instanz', 'Last', 'Zustand', 'Gehört um'],
  load: (load, capacity) => `${load} von ${capacity}`,
  draining: 'läuft aus',
  serving: 'bedient',
  queues: 'Warteschlangen',
  queueColumns: ['Warteschlange', 'Wartend', 'In Arbeit', 'Verschoben', 'Gescheitert'],

  unreadable: (count) => `Unlesbare Gespräche: ${count}`,
  unreadableHint:
    'Was von diesen gespeichert ist, lässt sich nicht lesen. Sind sie beiseitegelegt, ist ihr Anruf beendet.',
  aboutToBeSetAside: 'wird gleich beiseitegelegt',
  since: (when) => `seit ${when}`,
  erase: 'Löschen',
  eraseWhich: (sessionId) => `${sessionId} löschen`,

  records: 'Löschnachweise',
  recordNumber: 'Nummer des Löschnachweises',
  recordHint:
    'Die Person, deren Daten gelöscht wurden, hat sie. Der Nachweis sagt, was wann gelöscht wurde, und nennt keine Person.',
  recordShape:
    'Eine Nummer hat 16 Buchstaben und Ziffern, zum Beispiel 7K3M-Q9TD-0A1B-XYZ2. Vergleichen Sie sie mit der Kopie der Person.',
  find: 'Suchen',

  resetAll: 'Alles beenden',
  resetHint:
    'Beendet sofort jedes laufende Gespräch auf jeder Instanz, auch die Anrufe. Zurück geht es nicht.',
  typeToConfirm: (typed) => `Tippen Sie „${typed}“, um es zu bestätigen`,
  endAll: 'Alle Gespräche beenden',
  resetting: 'Wird beendet …',
  progress: (ended, sessions, confirmed, instances) =>
    `${ended} von ${sessions} Gesprächen beendet, ${confirmed} von ${instances} Instanzen haben bestätigt`,
  done: '. Fertig.',
  notDone: ' …',
  notConfirmed: 'Nach 30 s haben nicht alle Instanzen bestätigt. Sehen Sie sich die Instanzen an.',
};

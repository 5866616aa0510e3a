import type { EndReason, InterviewPhase, Phase } from '@ringback/shared/contract/lifecycle';
import { createFormat } from '../format.ts';
import type { Words } from '../words.ts';

const format = createFormat('de');

const ends: Record<EndReason, string> = {
  hung_up_by_candidate: 'Sie haben aufgelegt',
  hung_up_by_interviewer: 'das Gegenüber hat aufgelegt',
  completed: 'das Gespräch ist vollständig',
  stopped_by_candidate: 'Sie wollten aufhören',
  no_answer: 'niemand hat abgenommen',
  busy: 'die Leitung war besetzt',
  declined: 'der Anruf wurde am Telefon abgelehnt',
  number_blocked: 'am Telefon wurde die 2 gedrückt, deshalb wird diese Nummer nicht mehr angerufen',
  machine: 'ein Anrufbeantworter hat abgenommen',
  not_ready: 'niemand hat die 1 gedrückt oder die Ziffern dieser Seite eingegeben',
  time_limit: 'die Zeit war um',
  reset: 'das Gespräch wurde zurückgesetzt',
  superseded: 'Sie haben neu begonnen',
  media_lost: 'die Tonverbindung ist abgerissen',
  interviewer_unavailable: 'das Gegenüber war nicht erreichbar',
  carrier_failed: 'die Telefongesellschaft konnte nicht anrufen',
  limit_reached: 'eine Grenze wurde erreicht',
  operator: 'die Betreuung hat es beendet',
  shut_down: 'der Dienst wurde abgeschaltet',
  unknown_dial: 'ob das Telefon geklingelt hat, ist nicht bekannt',
  expired: 'der Anruf hat nicht rechtzeitig begonnen',
};

const advice: Partial<Record<EndReason, string>> = {
  stopped_by_candidate: 'Was bis dahin gesagt wurde, bleibt erhalten. „Noch einmal üben“ beginnt von vorn.',
  no_answer: 'Stimmt die Nummer, und ist das Telefon zu hören? „Noch einmal üben“ ruft wieder an.',
  busy: 'Beenden Sie andere Anrufe und wählen Sie dann „Noch einmal üben“.',
  declined: 'Es hat kein Gespräch begonnen. „Noch einmal üben“ ruft wieder an.',
  number_blocked:
    'Um das rückgängig zu machen, wählen Sie „Selbst anrufen“ und rufen von diesem Telefon mit dem Code dieser Seite an: Das zeigt, dass das Telefon Ihnen gehört.',
  machine: 'Ein Anrufbeantworter wird nie befragt. Wählen Sie „Noch einmal üben“, wenn Sie abnehmen können.',
  not_ready: 'Drücken Sie die 1, nachdem Sie abgenommen haben. „Noch einmal üben“ ruft wieder an.',
  media_lost:
    'Was bis dahin gesagt wurde, bleibt erhalten. Prüfen Sie die Verbindung und üben Sie dann noch einmal.',
  interviewer_unavailable: 'Es lag nicht an Ihnen. Versuchen Sie es in einer Minute noch einmal.',
  carrier_failed: 'Prüfen Sie die Nummer, oder sprechen Sie in diesem Browser.',
  limit_reached: 'Was bis dahin gesagt wurde, bleibt erhalten. Versuchen Sie es später noch einmal.',
  operator: 'Was bis dahin gesagt wurde, bleibt erhalten.',
  shut_down: 'Was bis dahin gesagt wurde, bleibt erhalten. Versuchen Sie es in einer Minute noch einmal.',
  unknown_dial:
    'Wenn Ihr Telefon in der nächsten Minute klingelt, lassen Sie es klingeln. Üben Sie dann noch einmal.',
  expired: 'Es hat nichts begonnen. Wählen Sie „Noch einmal üben“, wenn Sie bereit sind.',
};

const phases: Record<Exclude<Phase, 'ended' | 'closed'>, { word: string; detail: string }> = {
  configured: {
    word: 'Anruf',
    detail: 'Ihr Anruf wird vorbereitet. Legen Sie Ihr Telefon bereit.',
  },
  dialling: { word: 'Wählt', detail: 'Ihr Telefon klingelt gleich.' },
  ringing: { word: 'Klingelt', detail: 'Nehmen Sie ab.' },
  answered: { word: 'Abgenommen', detail: 'Drücken Sie am Telefon die 1, wenn Sie bereit sind.' },
  connecting: { word: 'Verbunden', detail: 'Ihr Gegenüber macht sich bereit und spricht zuerst.' },
  active: { word: 'Verbunden', detail: '' },
  ending: { word: 'Verbunden', detail: 'Ihr Gegenüber verabschiedet sich.' },
};

const interviewPhases: Record<InterviewPhase, string> = {
  warm_up: 'Einstieg',
  questions: 'Fragen',
  candidate_questions: 'Ihre Fragen',
  closing: 'Abschluss',
};

const minutes = { one: '# Minute', other: '# Minuten' };
const requirements = { one: '# Anforderung', other: '# Anforderungen' };

export const session: Words['session'] = {
  phases,
  ends,
  advice,
  endUnknown: 'der Anruf ist vorbei',
  ended: 'Beendet',
  localUnavailable:
    'das Gegenüber auf diesem Computer kam nicht mit; vielleicht ist der Computer zu stark beschäftigt',
  loading: { word: 'Wird geladen', detail: 'Dieses Gespräch wird gesucht.' },
  waitingForMicrophone: { word: 'Anruf', detail: 'Ihr Mikrofon wird verbunden.' },
  waitingForDialIn: { word: 'Wartet', detail: 'Rufen Sie mit Ihrem Telefon an und geben Sie den Code ein.' },
  waitingForSound: { word: 'Wartet', detail: 'Der Anruf beginnt, wenn Sie fortfahren.' },
  offline: 'Offline',
  cutOff: 'Unterbrochen',
  lost: 'Der Anruf ist verloren.',
  aboutToEnd: 'Der Anruf endet gleich.',
  lostIn: (seconds) => `Der Anruf ist in ${seconds} s verloren.`,
  waitsForYou: 'Der Anruf wartet auf Sie.',
  endsUnlessContinued: (seconds) => `Der Anruf endet in ${seconds} s, wenn Sie nicht fortfahren.`,
  interviewPhases,
  titleAt: (jobTitle, company) => `${jobTitle} bei ${company}`,
  minutes: (count) => format.plural(count, minutes),
  requirements: (count) => format.plural(count, requirements),
  oneQuestion: 'eine Frage',
  receipts: {
    received: { live: 'Ihr Gegenüber weiß', over: 'Ihr Gegenüber wusste' },
    changing: { live: 'Ihr Gegenüber erfährt gerade', over: 'Ihr Gegenüber erfuhr nicht mehr' },
    waiting: { live: 'Ihr Gegenüber liest gerade', over: 'Ihr Gegenüber las nie' },
  },
  unchanged: {
    voice: 'Die Stimme bleibt in diesem Anruf, wie sie ist.',
    lengthMinutes: 'Die Dauer bleibt, wie sie zu Beginn vereinbart wurde.',
  },
  speakers: { interviewer: 'Gegenüber', you: 'Sie', candidate: 'Bewerber/in' },
  notUnderstood: '(nicht verstanden)',
  interrupted: 'Hier unterbrochen',
  someWordsMissing: {
    candidate:
      'Manches, was Sie sagten, ließ sich nicht aufschreiben. Es steht als „(nicht verstanden)“ da, und das Gespräch geht weiter.',
    coach:
      'Manches, was die übende Person sagte, ließ sich nicht aufschreiben. Es steht als „(nicht verstanden)“ da, und das Gespräch geht weiter.',
  },
  allWordsMissing: {
    candidate:
      'Bisher ließ sich nichts aufschreiben, was Sie sagten: Die Mitschrift scheint hier gestört zu sein. Das Gespräch geht ohne sie weiter.',
    coach:
      'Bisher ließ sich nichts aufschreiben, was die übende Person sagte: Die Mitschrift scheint hier gestört zu sein. Das Gespräch geht ohne sie weiter.',
  },
  transcript: 'Mitschrift',
  log: 'Was gesagt wurde',
  emptyLive: {
    candidate: 'Hier erscheint, was Sie beide sagen.',
    coach: 'Hier erscheint, was beide sagen.',
  },
  emptyEnded: 'In diesem Anruf wurde nichts gesagt.',
  erasedOn: (date) =>
    `Was gesagt wurde, ist am ${date} gelöscht worden: Die Zeit, für die es hier aufbewahrt wird, ist um.`,
  latest: 'Zum Neuesten',
  newAndLatest: (count) => `${format.number(count)} neu, zum Neuesten`,
  announceWords: 'Worte vorlesen',
  reconnecting: 'Die Verbindung wird wiederhergestellt.',
  mayBeBehind: 'Die Worte unten können verspätet sein.',
  attempt: (attempt) => `Versuch ${attempt}`,
  nextIn: (seconds) => `, der nächste in ${seconds} s`,
  retryNow: 'Jetzt versuchen',
};

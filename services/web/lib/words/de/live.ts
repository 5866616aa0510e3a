import { createFormat } from '../format.ts';
import type { Words } from '../words.ts';

const format = createFormat('de');

export const live: Words['live'] = {
  interview: 'Gespräch',
  interviewFor: (jobTitle) => `Gespräch: ${jobTitle}`,
  yourInterviewFor: (jobTitle) => `Ihr Gespräch: ${jobTitle}`,
  controls: 'Anruf steuern',
  more: 'Mehr zu diesem Anruf',
  afterwards: 'Nach dem Anruf',
  callState: 'Stand des Anrufs',
  timeLeft: (minutes) =>
    minutes < 1
      ? 'noch weniger als eine Minute'
      : format.plural(minutes, { one: 'noch # Minute', other: 'noch # Minuten' }),
  stepOf: (step, steps) => `${step} von ${steps}`,

  mute: 'Stumm',
  youAreMuted: 'Sie sind stummgeschaltet.',
  mutedAndSpeaking: 'Sie sind stummgeschaltet: Ihr Gegenüber hört Sie nicht.',
  muted: 'Mikrofon aus.',
  unmuted: 'Mikrofon an.',
  holdToTalk: 'Zum Sprechen halten',
  hangUp: 'Auflegen',
  hangingUp: 'Wird aufgelegt …',
  cancelCall: 'Anruf abbrechen',
  askInterviewer: 'Das Gegenüber bitten',
  steerings: {
    repeat: 'Wiederholen',
    skip_question: 'Frage überspringen',
    skip_ahead: 'Genug geredet',
    hint: 'Hinweis',
    try_again: 'Neuer Versuch',
  },
  steered: {
    repeat: 'Die Frage kommt noch einmal.',
    skip_question: 'Weiter zur nächsten Frage.',
    skip_ahead: 'Sie sind dran.',
    hint: 'Ein Hinweis kommt.',
    try_again: 'Beantworten Sie diese Frage noch einmal.',
  },
  notSteered: {
    not_speaking: 'Ihr Gegenüber spricht gerade nicht. Sie sind dran.',
    goodbye: 'Ihr Gegenüber verabschiedet sich schon.',
    not_now: 'Ihr Gegenüber konnte das nicht hören. Versuchen Sie es gleich noch einmal.',
    late: 'Das kam zu spät, deshalb ist nichts geschehen. Versuchen Sie es noch einmal.',
    not_known: 'Dieses Gegenüber kennt das nicht. Sagen Sie es stattdessen.',
    not_in_exam: 'Das gibt es im Übungsmodus, und dies ist eine Prüfung.',
    not_begun: 'Das Gespräch hat noch nicht begonnen.',
    over: 'Das Gespräch ist vorbei.',
    too_often: 'Das war zu oft. Sagen Sie es stattdessen.',
    unanswered: 'Es kam keine Antwort. Sagen Sie es stattdessen.',
  },
  levels: { you: 'Sie', interviewer: 'Gegenüber' },
  phoneKeys: 'Am Telefon: * wiederholt die Frage, # überspringt sie, 0 beendet das Gespräch.',

  editJob: 'Stelle ändern',
  share: 'Teilen',
  calm: 'Ruhe',
  view: 'Schriftgröße',
  keys: 'Tasten',
  report: 'Ihr Bericht',
  anotherJob: 'Andere Stelle',
  editFirst: 'Erst ändern',
  again: 'Noch einmal üben',
  wholeInterview: 'Das ganze Gespräch üben',
  againSteps: { ending: 'Anruf wird beendet …', starting: 'Beginnt …', again: 'Neuer Versuch …' },
  againTitle: 'Dieses Gespräch beenden und neu beginnen?',
  againWhy:
    'Der Anruf endet endgültig. Was bisher gesagt wurde, bleibt erhalten, und der Bericht darüber wird geschrieben. Dann beginnt ein neues Gespräch für dieselbe Stelle.',
  againStay: 'In diesem Gespräch bleiben',
  againEnd: 'Beenden und neu beginnen',

  watched: {
    one: 'Ein Coach liest mit.',
    many: (count) => `${count} Coaches lesen mit.`,
    none: 'Es liest kein Coach mehr mit.',
  },
  elsewhere: {
    another_tab: 'Sie schauen zu. Der Ton dieses Anrufs ist in einem anderen Tab.',
    another_device: 'Sie schauen zu. Der Ton dieses Anrufs ist auf einem anderen Gerät.',
  },
  soundBlocked: 'Ihr Browser hält den Ton zurück, bis Sie ihn erlauben.',
  turnSoundOn: 'Ton einschalten',
  youAreOffline: 'Sie sind offline.',
  soundCutOff: 'Der Ton ist abgerissen. Er wird wieder verbunden …',
  noSound: 'Diese Seite hat keinen Ton.',
  continue: 'Fortfahren',
  soundIsBack: 'Der Ton ist wieder da.',
  connectedAgain: 'Wieder verbunden.',
  yourMicrophone: 'Ihr Mikrofon',
  unnamedMicrophone: (number: number) => `Mikrofon ${number}`,
  namedMicrophone: (name) => `Ihr Mikrofon „${name}“`,
  givesNoSound: (which) => `${which} gibt keinen Ton.`,
  plugOneIn: 'Schließen Sie eines an. Ihr Gegenüber wartet.',
  useAnother: 'Machen Sie mit einem anderen weiter. Ihr Gegenüber wartet.',
  microphoneChoice: (name) => `${name} verwenden`,
  microphoneIsBack: 'Ihr Mikrofon geht wieder.',
  movesToReport: 'Der Anruf ist vorbei. Diese Seite geht von selbst zu Ihrem Bericht.',
  inSeconds: (seconds) => `${seconds} s`,
  stayHere: 'Hier bleiben',

  callNumber: 'Rufen Sie an:',
  callFrom: 'Rufen Sie von hier an:',
  thenEnter: 'Geben Sie dann diesen Code ein',
  copy: 'Code kopieren',
  copied: 'Kopiert',
  codeWorksFor: (time) => `Er gilt einmal, noch ${time}.`,
  codeIsOver:
    'Dieser Code gilt nicht mehr. Brechen Sie den Anruf ab und beginnen Sie neu, um einen neuen zu bekommen.',
  longCode: 'Wenn nach zehn Ziffern gefragt wird',
  gateCode: 'Wenn Ihr Telefon klingelt, geben Sie dort diese Ziffern ein',
  gateCodeWhy: 'Sie zeigen, dass das Telefon Ihnen gehört.',
  pressOne: 'Wenn Sie bereit sind, drücken Sie am Telefon die 1',
  pressOneWhy: 'Vorher wird niemand befragt: Sie können erst Luft holen.',
  calledFrom: (numbers) =>
    numbers.length === 0
      ? ''
      : numbers.length === 1
        ? `Der Anruf kommt von ${numbers[0]}.`
        : `Der Anruf kommt von einer dieser Nummern: ${numbers.join(', ')}.`,
  whatIf: 'Was, wenn …',
  whatIfs: [
    [
      'Sie nicht abnehmen',
      'Der Anruf endet nach einer Weile. Es wurde nichts aufgezeichnet, und Sie können hier neu beginnen.',
    ],
    ['Besetzt ist', 'Der Anruf endet. Sie können hier neu beginnen.'],
    [
      'Der Anrufbeantworter abnimmt',
      'Er kann die 1 nicht drücken und wird deshalb nie befragt. Der Anruf endet.',
    ],
    [
      'Es gerade nicht passt',
      'Lehnen Sie ab oder legen Sie auf. Mit der 2 wird diese Nummer nicht mehr angerufen.',
    ],
  ],

  editTitle: 'Stelle ändern',
  editWhy: 'Ihr Gegenüber erfährt es sofort. Eine neue Stimme oder Dauer gilt erst im nächsten Gespräch.',
  tellInterviewer: 'Dem Gegenüber mitteilen',
  sending: 'Wird gesendet …',
  sent: 'Gesendet. Ihr Gegenüber erfährt es gerade.',
  fieldsToMend: (count) =>
    format.plural(count, {
      one: 'Sehen Sie # Feld noch einmal an.',
      other: 'Sehen Sie # Felder noch einmal an.',
    }),
  editRefusals: {
    illegal: 'Der Anruf ist vorbei: Die Angaben zur Stelle lassen sich nicht mehr ändern.',
    stale: 'Das Gespräch ist weitergegangen. Sehen Sie die Felder noch einmal an und senden Sie sie dann.',
    limited: 'Das waren zu viele Änderungen auf einmal. Versuchen Sie es gleich noch einmal.',
    unanswered:
      'Der Server hat nicht geantwortet. Vielleicht ist die Änderung nicht angekommen; versuchen Sie es noch einmal.',
  },

  keysTitle: 'Tasten dieser Seite',
  keysOn: 'Einzelne Tasten verwenden',
  keysOnWhy: 'Schalten Sie sie aus, wenn Sie diktieren oder ein anderes Programm sie benutzt.',
  keyNames: {
    mute: 'Stumm, oder wieder hörbar',
    talk: 'Wenn stumm: zum Sprechen halten',
    repeat: 'Die Frage noch einmal sagen',
    skip_question: 'Diese Frage überspringen',
    skip_ahead: 'Das Gegenüber redet nicht weiter',
    hint: 'Im Übungsmodus: ein Hinweis',
    try_again: 'Im Übungsmodus: noch einmal antworten',
    calm: 'Ruhe: keine Worte, nur die Zeit',
    hang_up: 'Auflegen',
    keys: 'Diese Liste',
  },
  shiftAnd: (key) => `Umschalt + ${key}`,
  showEvents: 'Für die Technik: Ereignisse zeigen',
  events: 'Ereignisse',
  eventsWhy: 'Was dieser Seite gesagt wurde, seit sie offen ist.',
  revision: 'Revision',
  clockAhead: 'Diese Uhr geht vor um',
  responseTimes: 'Antwortzeiten des Gegenübers',
  eventColumns: { revision: 'Nr.', at: 'Um', type: 'Ereignis', delay: 'Verzug' },
  milliseconds: (ms) => `${format.number(Math.round(ms))} ms`,
  noEvents: 'Bisher keine.',

  viewTitle: 'Wie die Worte aussehen',
  size: 'Größe',
  sizes: { m: 'Normal', l: 'Groß', xl: 'Sehr groß' },
  font: 'Schrift',
  fonts: {
    page: 'Atkinson Hyperlegible',
    system: 'Die dieses Geräts',
    serif: 'Mit Serifen',
    mono: 'Alle Zeichen gleich breit',
  },
  sample: 'Erzählen Sie von einer Situation, in der Sie Ihre Meinung geändert haben.',
};

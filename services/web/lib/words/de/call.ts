import type { Words } from '../words.ts';

export const call: Words['call'] = {
  title: 'Der Anruf',
  question: 'Wie möchten Sie sprechen?',
  browser: 'Hier im Browser sprechen',
  browserHint: 'Mit dem Mikrofon dieses Geräts. Am besten mit Kopfhörer.',
  phone: 'Mich anrufen',
  phoneHints: {
    off: 'Hier nicht möglich: Es ist keine Telefongesellschaft eingerichtet. Sprechen Sie im Browser.',
    stand_in: 'Hier nur nachgestellt: Kein echtes Telefon klingelt, ein Ersatz nimmt ab.',
    live: 'Ihr Telefon klingelt; drücken Sie die 1, wenn Sie bereit sind.',
  },
  dialIn: 'Selbst anrufen',
  dialInLive: 'Sie rufen unsere Nummer an, von jedem Telefon, und geben einen sechsstelligen Code ein.',
  dialInSimulated:
    'Hier nur nachgestellt: Sie rufen von einem nachgestellten Telefon an und geben einen sechsstelligen Code ein.',
  dialInOff: 'Hier nicht möglich: Es gibt keine Nummer zum Anrufen. Sprechen Sie im Browser.',
  softPhone: 'nachgestellte Telefon',
  answerYourself: [
    'Um den Anruf selbst anzunehmen, öffnen Sie zuerst das ',
    ' und lassen Sie es offen; jede Nummer ist recht. Sonst nimmt ein aufgezeichneter Kandidat ab.',
  ],
  callYourself: [
    'Sie rufen an über das ',
    ': Öffnen Sie es und drücken Sie auf „Call Ringback“, sobald Sie Ihren Code haben.',
  ],
  number: 'Telefonnummer',
  numberHint: 'In jeder üblichen Schreibweise. Sie wird nach dem Anruf nicht behalten.',
  numberAgain: 'Bitte noch einmal: Nummern werden nicht behalten.',
  country: 'Land der Nummer',
  willCall: (number, country) => `Wir rufen ${number} an (${country}).`,
  willCallNowhere: (number) => `Wir rufen ${number} an.`,
  numberProblems: {
    short: 'Das ist eine Notruf- oder Servicenummer. Sie wird nie angerufen.',
    extension: 'Eine Nummer mit Durchwahl kann nicht angerufen werden. Geben Sie eine direkte Nummer an.',
    unreadable: 'Das ist noch keine vollständige Telefonnummer des gewählten Landes.',
  },
  soundCheck: 'Mikrofon und Lautsprecher prüfen',
  checkMicrophone: 'Mein Mikrofon prüfen',
  stopCheck: 'Prüfung beenden',
  asking: 'Ihr Browser fragt, ob diese Seite zuhören darf.',
  listening: (name) => `Zu hören über: ${name}. Sagen Sie etwas, so laut wie am Telefon.`,
  heard: (name) => `Wir hören Sie gut über: ${name}.`,
  yourMicrophone: 'Ihr Mikrofon',
  level: 'Sie',
  target: 'Ihre Stimme sollte die Marke erreichen.',
  microphone: 'Mikrofon',
  speaker: 'Lautsprecher',
  browserChooses: 'Wie der Browser wählt',
  unnamedMicrophone: (place) => `Mikrofon ${place}`,
  unnamedSpeaker: (place) => `Lautsprecher ${place}`,
  echo: 'Sich selbst hören',
  recording: 'Zwei Sekunden Aufnahme: Sprechen Sie jetzt.',
  playing: 'So klingen Sie.',
  echoFailed: 'Die Aufnahme ließ sich nicht abspielen. Der Anruf kann trotzdem gelingen.',
  testSpeaker: 'Lautsprecher prüfen',
  toneMark:
    'Sie sollten zwei Töne hören. Wenn nicht, stellen Sie lauter oder wählen Sie einen anderen Lautsprecher.',
  speakerFailed: 'Hier ließ sich kein Ton abspielen. Prüfen Sie Lautstärke und Lautsprecher.',
  stays: 'Nichts davon verlässt den Browser.',
  microphoneProblems: {
    denied:
      'Der Browser lässt diese Seite nicht an das Mikrofon. Erlauben Sie es in der Adresszeile und versuchen Sie es noch einmal.',
    no_device: 'Es wurde kein Mikrofon gefunden. Schließen Sie eines an und versuchen Sie es noch einmal.',
    busy: 'Ein anderes Programm benutzt das Mikrofon. Schließen Sie es und versuchen Sie es noch einmal.',
    insecure:
      'Browser geben ein Mikrofon nur Seiten über https oder auf localhost. Öffnen Sie diese Seite auf diesem Weg.',
    unsupported:
      'Dieser Browser kann keinen Ton aufnehmen. Nehmen Sie ein aktuelles Chrome, Edge, Firefox oder Safari.',
  },
  byPhoneInstead: 'Sie können sich auch auf Ihrem Telefon anrufen lassen.',
};

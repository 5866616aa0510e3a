import type { TextWords } from '../en/texts.ts';

const help: TextWords = {
  title: 'Hilfe',
  lead: 'Was geschieht, wenn Sie üben, und was Sie tun können, wenn etwas nicht geht.',
  parts: [
    {
      title: 'Was geschieht',
      says: [],
      points: [
        'Sie sagen, um welche Stelle es geht. Die Bezeichnung reicht; mit Stellenanzeige und Lebenslauf passen die Fragen besser.',
        'Ihr Telefon klingelt, oder Sie sprechen in diesem Browser. Am Telefon hören Sie, wer anruft, und drücken die 1, wenn Sie bereit sind.',
        'Jemand, der sich auf diese Stelle vorbereitet hat, fragt, hört zu und fragt nach. Sie dürfen jederzeit unterbrechen.',
        'Nach dem Anruf lesen Sie, was gesagt wurde, was es gezeigt hat, und die drei Änderungen, die am meisten bringen.',
      ],
      link: { href: '/', words: 'Ein Gespräch üben' },
    },
    {
      title: 'Das Telefon klingelt nicht',
      says: [
        'Die Seite des Anrufs sagt, was geschehen ist: besetzt, nicht abgenommen, abgelehnt oder ein Anrufbeantworter.',
      ],
      points: [
        'Sehen Sie nach, ob das Telefon unbekannte Nummern stumm schaltet oder auf „Nicht stören“ steht.',
        'Vergleichen Sie die Nummer mit Ihrer eigenen, mit der Vorwahl des Landes davor.',
        'Wählen Sie „Selbst anrufen“, oder sprechen Sie in diesem Browser.',
        'Wurde früher die 2 gedrückt? Dann wird diese Nummer nicht mehr angerufen. Rufen Sie von diesem Telefon selbst an, um das aufzuheben.',
      ],
    },
    {
      title: 'Sie werden nicht gehört',
      says: ['Vor dem Anruf kann die Seite Ihr Mikrofon prüfen. Sie zeigt, wie laut Sie sind.'],
      points: [
        'Erlauben Sie das Mikrofon in der Adresszeile des Browsers. Kein anderes Programm darf es gerade benutzen.',
        'Sprechen Sie aus einer oder zwei Handbreiten Entfernung. Mit einem Headset gerät die andere Stimme nicht in Ihr Mikrofon.',
        'Steht da „Stumm“? Drücken Sie noch einmal auf Stumm.',
      ],
    },
    {
      title: 'Tasten am Telefon',
      says: ['Während eines Gesprächs am Telefon gelten diese Tasten jederzeit.'],
      points: [
        '1 beginnt das Gespräch, und 2 sagt, dass dieses Telefon nie wieder angerufen werden soll; beide nur am Anfang.',
        '* wiederholt die Frage.',
        '# geht zur nächsten Frage.',
        '0 beendet das Gespräch.',
      ],
    },
    {
      title: 'Die Verbindung ist weg',
      says: [
        'Die Seite sagt es und versucht es von selbst noch einmal. Der Anruf läuft auf dem Server: Die Seite neu zu laden oder in einem anderen Tab zu öffnen beendet ihn nicht. Ein Anruf am Telefon geht auch ohne die Seite weiter.',
      ],
    },
    {
      title: 'Der Bericht ist nicht da',
      says: [
        'Er wird nach dem Anruf geschrieben und kommt von selbst, in einer Minute oder ein paar. Gelingt das nicht, sagt die Seite warum, und Sie können ihn noch einmal schreiben lassen. Wurde keine Frage beantwortet, gibt es keine Stufen: Der Bericht sagt das, statt welche zu erfinden.',
      ],
    },
    {
      title: 'Ein anderes Gerät, oder jemand, der Sie berät',
      says: [
        'Es gibt keine Konten. Unter „Ihre Gespräche“ bekommen Sie einen Code, mit dem ein anderes Gerät sie auch zeigt. Auf der Seite eines Anrufs können Sie einen Link teilen: Die Person, die ihn hat, liest mit, und Sie können ihn jederzeit zurücknehmen.',
      ],
      link: { href: '/history', words: 'Ihre Gespräche' },
    },
  ],
};

const privacy: TextWords = {
  title: 'Datenschutz',
  lead: 'Was von Ihnen aufgehoben wird, wie lange, wer es sehen kann, und wie Sie es löschen.',
  parts: [
    {
      title: 'Was aufgehoben wird',
      says: [],
      points: [
        'Was Sie über die Stelle angeben: Bezeichnung, Unternehmen, Stellenanzeige und Ihr Lebenslauf.',
        'Die Worte des Gesprächs mit ihren Zeiten. Der Ton selbst wird nicht aufgenommen, außer die Person, die diese Installation betreibt, hat das eingeschaltet.',
        'Der Bericht, und was Sie dazu sagen.',
        'Ihre Telefonnummer, verschlüsselt, bis der Anruf vorbei ist. Danach nur ein verschlüsselter Fingerabdruck, damit niemand zu oft angerufen wird.',
        'Ein Cookie mit einer Zufallszahl, damit dieser Browser seine Gespräche wiederfindet, und eines mit Ihrer Sprache. Es gibt keinen Namen, kein Konto, keine Werbung und keine Verfolgung.',
      ],
    },
    {
      title: 'Wie lange',
      says: [
        'Jedes Gespräch wird von selbst gelöscht, wenn seine Zeit vorbei ist: nach 30 Tagen, wenn die Person, die diese Installation betreibt, nichts anderes eingestellt hat. „Ihre Gespräche“ nennt die Tage, die hier gelten, und jeder Bericht sein Datum.',
      ],
    },
    {
      title: 'Wer es sehen kann',
      says: [],
      points: [
        'Sie, in diesem Browser und auf Geräten, die Sie mit einem Code hinzugefügt haben.',
        'Die Personen, denen Sie einen Link gegeben haben, bis Sie ihn zurücknehmen oder er endet.',
        'Die Person, die diese Installation betreibt, kann sehen, dass ein Gespräch läuft und wie lange. Ihre Seite zeigt nichts davon, worum es geht.',
        'Wo diese Installation ein fremdes Modell oder eine Telefongesellschaft benutzt, erhalten diese, was sie dafür brauchen: Worte und Ton des Anrufs und die Nummer. „npm start“ ohne Schlüssel benutzt keine von beiden: Dann bleibt alles auf einem Rechner.',
      ],
    },
    {
      title: 'Was beurteilt wird, und was nie',
      says: [
        'Beurteilt wird, was Sie sagen: ob es die Frage beantwortet, wie es aufgebaut ist, und ob Tatsachen es stützen. Ihr Akzent, Ihre Stimme und Ihre Gefühle werden nie beurteilt. Der Bericht dient dem Üben und sagt keinem Arbeitgeber etwas.',
      ],
    },
    {
      title: 'Wie Sie es bekommen, und wie Sie es löschen',
      says: [
        'Unter „Ihre Gespräche“ laden Sie alles als eine Datei herunter, oder löschen ein Gespräch oder alle. Sie sehen vorher, was weg sein wird und was bleibt. Danach erhalten Sie die Nummer eines Löschnachweises, mit der Sie später zeigen können, dass es geschehen ist.',
      ],
      link: { href: '/history', words: 'Herunterladen oder löschen' },
    },
    {
      title: 'Wenn Ihr Telefon angerufen wurde, ohne dass Sie es wollten',
      says: [
        'Legen Sie auf, oder drücken Sie die 2: Dann wird diese Nummer von hier nie wieder angerufen. Ohne Tastendruck wird nichts gefragt, und nichts von dem aufgehoben, was gesagt wird.',
      ],
    },
  ],
};

const about: TextWords = {
  title: 'Über Ringback',
  lead: 'Mit Ringback üben Sie ein Vorstellungsgespräch in einem echten Telefonat.',
  parts: [
    {
      title: 'Warum',
      says: [
        'Ein Vorstellungsgespräch ist ein Gespräch mit einer fremden Person, zu einer Zeit, die jemand anderes gewählt hat. Ratschläge zu lesen bereitet darauf nicht vor; Sprechen schon. Darum klingelt Ihr Telefon, eine Stimme fragt nach der Stelle, die Sie möchten, und Sie antworten laut, so oft Sie wollen, und ohne etwas zu verlieren.',
      ],
    },
    {
      title: 'Was es verspricht',
      says: [],
      points: [
        'Wer Sie befragt, kennt die Stelle vor dem ersten Wort, und die Seite zeigt Ihnen, was bekannt ist.',
        'Was die Seite vom Anruf zeigt, geschieht im Anruf.',
        'Ein neuer Versuch ist neu: Nichts von einem früheren spricht darin mit, außer Sie wählen es so.',
        'Nichts aus Ihrem Gespräch erreicht eine andere Person, außer Sie teilen es.',
        'Der Bericht zeigt auf Ihre eigenen Sätze und sagt „nicht zu beurteilen“, wo er es nicht kann.',
      ],
    },
    {
      title: 'Was es nicht ist',
      says: [
        'Am Telefon spricht eine Maschine mit Ihnen, und eine Maschine beurteilt. Beide können sich irren: Ein falsch verstandenes Wort lässt sich berichtigen, und einem Befund lässt sich widersprechen. Es ist eine Übung, keine Prüfung, und kein Arbeitgeber nimmt daran teil.',
      ],
    },
    {
      title: 'Wer es macht, und wer es betreibt',
      says: [
        'Ringback ist quelloffen unter der MIT-Lizenz. Diese Installation betreibt die Person oder die Schule, von der Sie die Adresse haben: Fragen Sie dort nach allem, was nur diese Installation betrifft.',
      ],
    },
    {
      title: 'Zum Lesen und zum Hören gemacht',
      says: [
        'Die Seiten lassen sich mit der Tastatur, mit einem Vorleseprogramm, in großer Schrift und auf einem kleinen Telefon benutzen. Die Schrift ist Atkinson Hyperlegible Next vom Braille Institute. Wenn Sie etwas ausschließt, sagen Sie es der Person, die diese Installation betreibt.',
      ],
    },
  ],
};

/** The pages to read, in German. */
export const texts = { help, privacy, about };

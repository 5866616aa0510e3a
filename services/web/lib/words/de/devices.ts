import type { SetUpWords } from '../set-up-words.ts';

export const devices: SetUpWords['devices'] = {
  title: 'Ihre Geräte',
  lead: 'Es gibt kein Konto und keine Liste von Geräten. Dieser Browser weiß, welche Gespräche Ihre sind, und ein anderer erfährt es durch einen Code.',
  joined: 'Das sind jetzt die Gespräche Ihres anderen Geräts.',
  jobGoesOn: (jobTitle) => `Das für ${jobTitle} läuft gerade.`,
  followIt: 'Dorthin',

  make: 'Auf einem anderen Gerät ansehen',
  makeCode: 'Auf meinem anderen Gerät öffnen',
  makeNewCode: 'Neuen Code erzeugen',
  openThere: 'Öffnen Sie auf Ihrem anderen Gerät',
  chooseAndType: ', wählen Sie „Ich habe einen Code“, und tippen Sie:',
  worksOnce: 'Gilt einmal, noch für',
  keepToYourself:
    'Sagen Sie ihn keiner anderen Person: Ein Browser, in den er eingegeben wird, zeigt alle Ihre Gespräche.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  cancelCode: 'Diesen Code zurücknehmen',
  used: 'Der Code wurde benutzt oder in einem anderen Tab zurückgenommen. Kannte ihn niemand außer Ihnen, zeigt jetzt Ihr anderes Gerät Ihre Gespräche. Waren Sie es nicht, kann jemand anderes sie sehen, auch die nächsten: Löschen Sie sie, und wählen Sie dann „Mich auf diesem Gerät vergessen“. Was Sie danach üben, gehört Ihnen allein.',
  replaced: 'Dieser Code gilt nicht mehr, weil ein neuerer erzeugt wurde.',
  expired: 'Die zehn Minuten sind vorbei. Erzeugen Sie einen neuen Code, wenn Sie noch einen brauchen.',

  haveCode: 'Ich habe einen Code',
  code: 'Der Code, den Ihr anderes Gerät zeigt',
  codeHint: 'Sie sehen zuerst, was er öffnet. Noch ändert sich nichts.',
  codeShape:
    'Ein Code hat acht Buchstaben und Ziffern, zum Beispiel K7MP-2QXT. Sehen Sie noch einmal auf Ihr anderes Gerät.',
  look: 'Zeigen, was er öffnet',
  isItYours: 'Haben Sie diesen Code selbst erzeugt?',
  cannotBeUsed: 'Dieser Code gilt hier jetzt nicht',
  shownAlready: 'Dieser Browser zeigt diese Gespräche schon. Der Code wurde nicht verbraucht.',
  goesOnHere:
    'Ein Gespräch dieses Browsers läuft noch. Legen Sie zuerst auf, und geben Sie den Code dann noch einmal ein.',
  opensNothing: 'Er öffnet einen Verlauf ohne ein einziges Gespräch.',
  opens: (interviews) => `Er öffnet einen Verlauf: ${interviews}.`,
  newest: (jobTitle, when) => `Das neueste ist „${jobTitle}“ vom ${when}.`,
  madeAt: (time) => `Der Code wurde um ${time} Uhr erzeugt.`,
  shares:
    'Von da an teilen dieser Browser und jenes Gerät einen Verlauf: Jedes sieht und kann löschen, was Sie auf dem anderen üben.',
  ifSomebodyElse: 'Hat Ihnen jemand anderes den Code gegeben, gehen Sie nicht weiter',
  theyWouldRead: ': Diese Person würde Ihre Gespräche lesen.',
  interviews: { one: '# Gespräch', other: '# Gespräche' },
  own: (interviews, count) =>
    count === 1
      ? `Dieser Browser hat ein eigenes Gespräch. Gehen Sie weiter, wird es hier nicht mehr gezeigt, und nichts bringt es zurück, außer ein anderes Gerät hat es auch.`
      : `Dieser Browser hat eigene Gespräche (${interviews}). Gehen Sie weiter, werden sie hier nicht mehr gezeigt, und nichts bringt sie zurück, außer ein anderes Gerät hat sie auch.`,
  saveBefore: 'Vorher können Sie auf dieser Seite sichern oder löschen, was Ihnen wichtig ist.',
  needNotBeShown: 'Sie müssen hier nicht mehr gezeigt werden',
  no: 'Nein, alles so lassen',
  yes: 'Ja, er ist von mir: hier öffnen',
  back: 'Zurück',

  shared:
    'Ein geteilter Rechner? Ihre Angaben und die Liste Ihrer Gespräche bleiben in diesem Browser, Ihr Lebenslauf, bis Sie den Tab schließen, höchstens für heute.',
  forgetMe: 'Mich auf diesem Gerät vergessen',
  forgetMeQuestion: 'Sie auf diesem Gerät vergessen?',
  forgetNow: 'Hier vergessen',
  nothingLeft: 'In diesem Browser ist nichts mehr von Ihnen.',
  notReached:
    'Das Formular ist leer, aber der Server war nicht zu erreichen: Versuchen Sie es noch einmal, oder löschen Sie die Cookies dieser Seite.',
  cannotSay:
    'Der Server kann nicht sagen, was Sie zurücklassen würden. Haben Sie Gespräche, werden sie in diesem Browser nicht mehr gezeigt. Läuft hier eines, legen Sie zuerst auf. Sie können auch abbrechen und es in einer Minute noch einmal versuchen.',
  leftBehind: (count) =>
    count === 1
      ? 'Ihr Gespräch wird in diesem Browser nicht mehr gezeigt. Für Ihre anderen Geräte bleibt es.'
      : `Ihre ${count} Gespräche werden in diesem Browser nicht mehr gezeigt. Für Ihre anderen Geräte bleiben sie.`,
  formIsEmptied: 'Ihr Formular wird geleert.',
  goesOnElsewhere: (jobTitle) =>
    `Ihr Gespräch für ${jobTitle} läuft weiter, auf Ihrem Telefon oder Ihrem anderen Gerät. Dieser Browser kann es nicht mehr zeigen und nicht auflegen.`,
  goesOnInThisBrowser: (jobTitle) =>
    `Ihr Gespräch für ${jobTitle} läuft in diesem Browser. Legen Sie zuerst auf, dann können Sie vergessen werden.`,
  returnToIt: 'Zurück zum Gespräch',
  nothingBringsBack: 'Zeigt kein anderes Ihrer Geräte Ihre Gespräche, bringt nichts sie zurück.',
  theyStayStored:
    'Sie blieben gespeichert, bis sie ablaufen, und Sie könnten sie weder lesen noch löschen. Es gibt hier keine Liste Ihrer Geräte, die das sagen könnte.',
  openElsewhereFirst: 'Zuerst auf einem anderen Gerät öffnen',
  orErase: ', oder sie löschen.',
};

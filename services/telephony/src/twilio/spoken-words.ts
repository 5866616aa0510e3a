/**
 * Everything that telephony itself says on a call, in the languages of the form. Only fixed words: the person who
 * answers may be a stranger and must hear nothing that another person has written.
 */
export const spokenLanguages = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** The language of an interview's call; English when there are no words for it. */
export function toSpokenLanguage(tag: string): SpokenLanguage {
  const primary = tag.toLowerCase().split('-')[0];
  return spokenLanguages.find((language) => language === primary) ?? 'en';
}

/** The carrier's `language` and `voice` for `<Say>` (docs, "TwiML Voice: Say"; the SDK's `SayVoice`). */
export const carrierVoices = {
  en: { language: 'en-US', voice: 'Polly.Joanna' },
  de: { language: 'de-DE', voice: 'Polly.Vicki' },
  es: { language: 'es-ES', voice: 'Polly.Lucia' },
  fr: { language: 'fr-FR', voice: 'Polly.Lea' },
  it: { language: 'it-IT', voice: 'Polly.Bianca' },
  nl: { language: 'nl-NL', voice: 'Polly.Lotte' },
  pt: { language: 'pt-BR', voice: 'Polly.Camila' },
} as const satisfies Record<SpokenLanguage, { language: string; voice: string }>;

export interface SpokenWords {
  /** Who calls and why, and what the keys do. */
  gate: string;
  /** The same, when the phone must be shown to be the candidate's own by the code on their page. */
  codeGate: string;
  /** No key was pressed yet. */
  begin: string;
  /** A key other than 1 or 2 was pressed. */
  wrongKey: string;
  wrongGateCode: string;
  /** 2 was pressed: what it means and how to undo it. */
  confirmBlock: string;
  askForCode: string;
  askForCodeAgain: string;
  /** After too many wrong codes, six digits are no longer enough. */
  askForLongCode: string;
  /** The right code: the interviewer is next. */
  welcome: string;
  oneMoment: string;
  /** The last words of a call. Those of the gate are said while the session closes, in four seconds at most. */
  farewells: {
    not_ready: string;
    wrong_keys: string;
    wrong_gate_code: string;
    no_gate_code: string;
    blocked: string;
    unavailable: string;
    too_many_codes: string;
    code_unknown: string;
    no_session: string;
  };
}
/** Why a call is turned away. The carrier's voice says a farewell and hangs up. */
export type FarewellOccasion = keyof SpokenWords['farewells'];

export const spokenWords: Record<SpokenLanguage, SpokenWords> = {
  en: {
    gate: 'Hello. This is Ringback. A practice interview was asked for on this phone. You will speak with an artificial intelligence. Press 1 when you are ready, or 2 never to be called again.',
    codeGate:
      'Hello. This is Ringback. A practice interview was asked for on this phone. You will speak with an artificial intelligence. If it was you, enter the six digits that you see on the page. Or press 2 and hash, never to be called again.',
    begin: 'Press 1 to begin.',
    wrongKey: 'That key does nothing here. Press 1 to begin, or 2 never to be called again.',
    wrongGateCode: 'Those are not the digits of the page. Please enter them again.',
    confirmBlock:
      'Press 2 once more, and this number is never called again. To undo that later, dial in from this phone with a code of the page. To begin the interview, press 1.',
    askForCode: 'Welcome to Ringback. Please enter the six digits that you see on the page.',
    askForCodeAgain: 'That code is not known. Please enter the six digits that you see on the page.',
    askForLongCode: 'This is Ringback. Please enter all ten digits that you see on the page.',
    welcome: 'Thank you. You will speak with an artificial intelligence.',
    oneMoment: 'One moment, please.',
    farewells: {
      not_ready: 'Nobody pressed 1, so this call ends here. Goodbye.',
      wrong_keys: 'Neither 1 nor 2 was pressed, so this call ends here. Goodbye.',
      wrong_gate_code: 'The digits were not right, so this call ends here. Goodbye.',
      no_gate_code: 'No digits were entered, so this call ends here. Goodbye.',
      blocked: 'This number will not be called again. Goodbye.',
      unavailable:
        'We are sorry, your interviewer cannot be reached at the moment. Please try again later. Goodbye.',
      too_many_codes:
        'That code is not known, and there were too many wrong codes for another try. Please call again. Goodbye.',
      code_unknown: 'That code is not known, or no longer valid. Please start again on the page. Goodbye.',
      no_session: 'There is no practice interview for this call. Goodbye.',
    },
  },
  de: {
    gate: 'Guten Tag. Hier ist Ringback. Für dieses Telefon wurde ein Übungsgespräch bestellt. Sie sprechen mit einer künstlichen Intelligenz. Drücken Sie die 1, wenn Sie bereit sind, oder die 2, um nie wieder angerufen zu werden.',
    codeGate:
      'Guten Tag. Hier ist Ringback. Für dieses Telefon wurde ein Übungsgespräch bestellt. Sie sprechen mit einer künstlichen Intelligenz. Wenn Sie das waren, geben Sie die sechs Ziffern ein, die Sie auf der Seite sehen. Oder drücken Sie die 2 und die Raute, um nie wieder angerufen zu werden.',
    begin: 'Drücken Sie die 1, um zu beginnen.',
    wrongKey:
      'Diese Taste bewirkt hier nichts. Drücken Sie die 1, um zu beginnen, oder die 2, um nie wieder angerufen zu werden.',
    wrongGateCode: 'Das sind nicht die Ziffern der Seite. Bitte geben Sie sie noch einmal ein.',
    confirmBlock:
      'Drücken Sie noch einmal die 2, und diese Nummer wird nie wieder angerufen. Um das später aufzuheben, rufen Sie von diesem Telefon mit einem Code der Seite an. Um das Gespräch zu beginnen, drücken Sie die 1.',
    askForCode:
      'Willkommen bei Ringback. Bitte geben Sie die sechs Ziffern ein, die Sie auf der Seite sehen.',
    askForCodeAgain:
      'Dieser Code ist nicht bekannt. Bitte geben Sie die sechs Ziffern ein, die Sie auf der Seite sehen.',
    askForLongCode: 'Hier ist Ringback. Bitte geben Sie alle zehn Ziffern ein, die Sie auf der Seite sehen.',
    welcome: 'Danke. Sie sprechen mit einer künstlichen Intelligenz.',
    oneMoment: 'Einen Moment, bitte.',
    farewells: {
      not_ready: 'Niemand hat die 1 gedrückt, deshalb endet dieser Anruf. Auf Wiederhören.',
      wrong_keys: 'Weder 1 noch 2 wurde gedrückt, deshalb endet dieser Anruf. Auf Wiederhören.',
      wrong_gate_code: 'Die Ziffern waren nicht richtig, deshalb endet dieser Anruf. Auf Wiederhören.',
      no_gate_code: 'Es wurden keine Ziffern eingegeben, deshalb endet dieser Anruf. Auf Wiederhören.',
      blocked: 'Diese Nummer wird nicht wieder angerufen. Auf Wiederhören.',
      unavailable:
        'Es tut uns leid, Ihr Gesprächspartner ist im Moment nicht erreichbar. Bitte versuchen Sie es später noch einmal. Auf Wiederhören.',
      too_many_codes:
        'Dieser Code ist nicht bekannt, und es waren zu viele falsche Codes für einen weiteren Versuch. Bitte rufen Sie noch einmal an. Auf Wiederhören.',
      code_unknown:
        'Dieser Code ist nicht bekannt oder nicht mehr gültig. Bitte beginnen Sie auf der Seite noch einmal. Auf Wiederhören.',
      no_session: 'Für diesen Anruf gibt es kein Übungsgespräch. Auf Wiederhören.',
    },
  },
  es: {
    gate: 'Hola. Le llama Ringback. Se ha pedido una entrevista de práctica en este teléfono. Hablará con una inteligencia artificial. Pulse 1 cuando esté listo, o 2 para que no le llamemos nunca más.',
    codeGate:
      'Hola. Le llama Ringback. Se ha pedido una entrevista de práctica en este teléfono. Hablará con una inteligencia artificial. Si fue usted, marque las seis cifras que ve en la página. O pulse 2 y almohadilla para que no le llamemos nunca más.',
    begin: 'Pulse 1 para empezar.',
    wrongKey: 'Esa tecla no hace nada aquí. Pulse 1 para empezar, o 2 para que no le llamemos nunca más.',
    wrongGateCode: 'Esas no son las cifras de la página. Márquelas otra vez, por favor.',
    confirmBlock:
      'Pulse 2 otra vez y no volveremos a llamar nunca a este número. Para deshacerlo más tarde, llame desde este teléfono con un código de la página. Para empezar la entrevista, pulse 1.',
    askForCode: 'Bienvenido a Ringback. Marque las seis cifras que ve en la página.',
    askForCodeAgain: 'Ese código no se conoce. Marque las seis cifras que ve en la página.',
    askForLongCode: 'Le habla Ringback. Marque las diez cifras que ve en la página.',
    welcome: 'Gracias. Hablará con una inteligencia artificial.',
    oneMoment: 'Un momento, por favor.',
    farewells: {
      not_ready: 'Nadie ha pulsado 1, así que la llamada termina aquí. Adiós.',
      wrong_keys: 'No se ha pulsado ni 1 ni 2, así que la llamada termina aquí. Adiós.',
      wrong_gate_code: 'Las cifras no eran correctas, así que la llamada termina aquí. Adiós.',
      no_gate_code: 'No se han marcado cifras, así que la llamada termina aquí. Adiós.',
      blocked: 'No volveremos a llamar a este número. Adiós.',
      unavailable:
        'Lo sentimos, su entrevistador no está disponible en este momento. Inténtelo más tarde. Adiós.',
      too_many_codes:
        'Ese código no se conoce, y ha habido demasiados códigos incorrectos para otro intento. Llame otra vez, por favor. Adiós.',
      code_unknown: 'Ese código no se conoce o ya no es válido. Empiece otra vez en la página. Adiós.',
      no_session: 'No hay ninguna entrevista de práctica para esta llamada. Adiós.',
    },
  },
  fr: {
    gate: "Bonjour. Ici Ringback. Un entretien d'entraînement a été demandé sur ce téléphone. Vous parlerez avec une intelligence artificielle. Tapez 1 quand vous êtes prêt, ou 2 pour ne plus jamais être appelé.",
    codeGate:
      "Bonjour. Ici Ringback. Un entretien d'entraînement a été demandé sur ce téléphone. Vous parlerez avec une intelligence artificielle. Si c'était vous, tapez les six chiffres que vous voyez sur la page. Ou tapez 2 et dièse pour ne plus jamais être appelé.",
    begin: 'Tapez 1 pour commencer.',
    wrongKey: 'Cette touche ne fait rien ici. Tapez 1 pour commencer, ou 2 pour ne plus jamais être appelé.',
    wrongGateCode: 'Ce ne sont pas les chiffres de la page. Veuillez les taper encore une fois.',
    confirmBlock:
      "Tapez encore une fois 2, et ce numéro ne sera plus jamais appelé. Pour l'annuler plus tard, appelez depuis ce téléphone avec un code de la page. Pour commencer l'entretien, tapez 1.",
    askForCode: 'Bienvenue chez Ringback. Tapez les six chiffres que vous voyez sur la page.',
    askForCodeAgain: "Ce code n'est pas connu. Tapez les six chiffres que vous voyez sur la page.",
    askForLongCode: 'Ici Ringback. Tapez les dix chiffres que vous voyez sur la page.',
    welcome: 'Merci. Vous parlerez avec une intelligence artificielle.',
    oneMoment: "Un instant, s'il vous plaît.",
    farewells: {
      not_ready: "Personne n'a tapé 1, cet appel se termine donc ici. Au revoir.",
      wrong_keys: "Ni 1 ni 2 n'a été tapé, cet appel se termine donc ici. Au revoir.",
      wrong_gate_code: "Les chiffres n'étaient pas justes, cet appel se termine donc ici. Au revoir.",
      no_gate_code: "Aucun chiffre n'a été tapé, cet appel se termine donc ici. Au revoir.",
      blocked: 'Ce numéro ne sera plus appelé. Au revoir.',
      unavailable:
        "Nous sommes désolés, votre recruteur n'est pas joignable pour le moment. Veuillez réessayer plus tard. Au revoir.",
      too_many_codes:
        "Ce code n'est pas connu, et il y a eu trop de codes faux pour un autre essai. Veuillez rappeler. Au revoir.",
      code_unknown:
        "Ce code n'est pas connu, ou n'est plus valable. Veuillez recommencer sur la page. Au revoir.",
      no_session: "Il n'y a pas d'entretien d'entraînement pour cet appel. Au revoir.",
    },
  },
  it: {
    gate: "Buongiorno. Qui è Ringback. Per questo telefono è stato chiesto un colloquio di prova. Parlerà con un'intelligenza artificiale. Prema 1 quando è pronto, oppure 2 per non essere mai più chiamato.",
    codeGate:
      "Buongiorno. Qui è Ringback. Per questo telefono è stato chiesto un colloquio di prova. Parlerà con un'intelligenza artificiale. Se è stato lei, inserisca le sei cifre che vede sulla pagina. Oppure prema 2 e cancelletto per non essere mai più chiamato.",
    begin: 'Prema 1 per iniziare.',
    wrongKey: 'Quel tasto qui non fa nulla. Prema 1 per iniziare, oppure 2 per non essere mai più chiamato.',
    wrongGateCode: 'Non sono le cifre della pagina. Le inserisca di nuovo, per favore.',
    confirmBlock:
      'Prema ancora 2 e questo numero non sarà mai più chiamato. Per annullare più tardi, chiami da questo telefono con un codice della pagina. Per iniziare il colloquio, prema 1.',
    askForCode: 'Benvenuto in Ringback. Inserisca le sei cifre che vede sulla pagina.',
    askForCodeAgain: 'Questo codice non è conosciuto. Inserisca le sei cifre che vede sulla pagina.',
    askForLongCode: 'Qui è Ringback. Inserisca tutte le dieci cifre che vede sulla pagina.',
    welcome: "Grazie. Parlerà con un'intelligenza artificiale.",
    oneMoment: 'Un momento, per favore.',
    farewells: {
      not_ready: 'Nessuno ha premuto 1, quindi la chiamata finisce qui. Arrivederci.',
      wrong_keys: 'Non è stato premuto né 1 né 2, quindi la chiamata finisce qui. Arrivederci.',
      wrong_gate_code: 'Le cifre non erano giuste, quindi la chiamata finisce qui. Arrivederci.',
      no_gate_code: 'Non sono state inserite cifre, quindi la chiamata finisce qui. Arrivederci.',
      blocked: 'Questo numero non sarà più chiamato. Arrivederci.',
      unavailable:
        'Ci dispiace, al momento il suo interlocutore non è raggiungibile. Riprovi più tardi. Arrivederci.',
      too_many_codes:
        'Questo codice non è conosciuto, e ci sono stati troppi codici sbagliati per un altro tentativo. Richiami, per favore. Arrivederci.',
      code_unknown: 'Questo codice non è conosciuto o non è più valido. Ricominci dalla pagina. Arrivederci.',
      no_session: "Non c'è nessun colloquio di prova per questa chiamata. Arrivederci.",
    },
  },
  nl: {
    gate: 'Goedendag. Dit is Ringback. Voor deze telefoon is een oefengesprek aangevraagd. U spreekt met een kunstmatige intelligentie. Toets 1 als u klaar bent, of 2 om nooit meer gebeld te worden.',
    codeGate:
      'Goedendag. Dit is Ringback. Voor deze telefoon is een oefengesprek aangevraagd. U spreekt met een kunstmatige intelligentie. Als u dat was, toets dan de zes cijfers die u op de pagina ziet. Of toets 2 en hekje om nooit meer gebeld te worden.',
    begin: 'Toets 1 om te beginnen.',
    wrongKey: 'Die toets doet hier niets. Toets 1 om te beginnen, of 2 om nooit meer gebeld te worden.',
    wrongGateCode: 'Dat zijn niet de cijfers van de pagina. Toets ze nog een keer, alstublieft.',
    confirmBlock:
      'Toets nog een keer 2, en dit nummer wordt nooit meer gebeld. Om dat later ongedaan te maken, belt u vanaf deze telefoon met een code van de pagina. Om het gesprek te beginnen, toetst u 1.',
    askForCode: 'Welkom bij Ringback. Toets de zes cijfers die u op de pagina ziet.',
    askForCodeAgain: 'Die code is niet bekend. Toets de zes cijfers die u op de pagina ziet.',
    askForLongCode: 'Dit is Ringback. Toets alle tien cijfers die u op de pagina ziet.',
    welcome: 'Dank u. U spreekt met een kunstmatige intelligentie.',
    oneMoment: 'Een ogenblik, alstublieft.',
    farewells: {
      not_ready: 'Niemand heeft 1 getoetst, dus dit gesprek eindigt hier. Tot ziens.',
      wrong_keys: 'Er is geen 1 of 2 getoetst, dus dit gesprek eindigt hier. Tot ziens.',
      wrong_gate_code: 'De cijfers klopten niet, dus dit gesprek eindigt hier. Tot ziens.',
      no_gate_code: 'Er zijn geen cijfers getoetst, dus dit gesprek eindigt hier. Tot ziens.',
      blocked: 'Dit nummer wordt niet meer gebeld. Tot ziens.',
      unavailable:
        'Het spijt ons, uw gesprekspartner is op dit moment niet bereikbaar. Probeer het later nog eens. Tot ziens.',
      too_many_codes:
        'Die code is niet bekend, en er waren te veel verkeerde codes voor nog een poging. Bel opnieuw, alstublieft. Tot ziens.',
      code_unknown: 'Die code is niet bekend, of niet meer geldig. Begin opnieuw op de pagina. Tot ziens.',
      no_session: 'Voor dit gesprek is er geen oefengesprek. Tot ziens.',
    },
  },
  pt: {
    gate: 'Olá. Aqui é a Ringback. Foi pedida uma entrevista de treino neste telefone. Vai falar com uma inteligência artificial. Tecle 1 quando estiver pronto, ou 2 para nunca mais receber chamadas.',
    codeGate:
      'Olá. Aqui é a Ringback. Foi pedida uma entrevista de treino neste telefone. Vai falar com uma inteligência artificial. Se foi você, tecle os seis números que vê na página. Ou tecle 2 e cardinal para nunca mais receber chamadas.',
    begin: 'Tecle 1 para começar.',
    wrongKey: 'Essa tecla não faz nada aqui. Tecle 1 para começar, ou 2 para nunca mais receber chamadas.',
    wrongGateCode: 'Esses não são os números da página. Tecle-os outra vez, por favor.',
    confirmBlock:
      'Tecle 2 outra vez e este número nunca mais receberá chamadas. Para desfazer isso mais tarde, ligue deste telefone com um código da página. Para começar a entrevista, tecle 1.',
    askForCode: 'Bem-vindo à Ringback. Tecle os seis números que vê na página.',
    askForCodeAgain: 'Esse código não é conhecido. Tecle os seis números que vê na página.',
    askForLongCode: 'Aqui é a Ringback. Tecle todos os dez números que vê na página.',
    welcome: 'Obrigado. Vai falar com uma inteligência artificial.',
    oneMoment: 'Um momento, por favor.',
    farewells: {
      not_ready: 'Ninguém teclou 1, por isso a chamada termina aqui. Adeus.',
      wrong_keys: 'Não foi teclado nem 1 nem 2, por isso a chamada termina aqui. Adeus.',
      wrong_gate_code: 'Os números não estavam certos, por isso a chamada termina aqui. Adeus.',
      no_gate_code: 'Não foram teclados números, por isso a chamada termina aqui. Adeus.',
      blocked: 'Este número não receberá mais chamadas. Adeus.',
      unavailable:
        'Lamentamos, o seu entrevistador não está disponível neste momento. Tente mais tarde. Adeus.',
      too_many_codes:
        'Esse código não é conhecido, e houve demasiados códigos errados para outra tentativa. Ligue outra vez, por favor. Adeus.',
      code_unknown: 'Esse código não é conhecido ou já não é válido. Comece outra vez na página. Adeus.',
      no_session: 'Não há nenhuma entrevista de treino para esta chamada. Adeus.',
    },
  },
};

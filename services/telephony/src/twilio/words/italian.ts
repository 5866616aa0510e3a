import type { SpokenWords } from './words-of-a-call.ts';

export const italian: SpokenWords = {
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
};

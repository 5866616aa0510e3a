import type { SpokenWords } from './words-of-a-call.ts';

export const dutch: SpokenWords = {
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
};

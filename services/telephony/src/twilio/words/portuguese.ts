import type { SpokenWords } from './words-of-a-call.ts';

export const portuguese: SpokenWords = {
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
};

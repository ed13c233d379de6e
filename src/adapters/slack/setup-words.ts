import type { Locale } from '../../core/model/locale.ts';

/** One step of the setup page: what to do and, where it helps, what to copy or click. */
export interface SetupStep {
  readonly title: string;
  readonly text: string;
  /** A link, a block to copy, or nothing. */
  readonly show?: 'createLink' | 'manifest' | 'env' | 'doctor' | 'invite';
}

/** The texts of the setup page in one language. */
export interface SetupWords {
  readonly title: string;
  readonly intro: string;
  readonly create: string;
  readonly manifest: string;
  readonly steps: readonly SetupStep[];
  readonly httpTitle: string;
  readonly httpText: string;
  readonly httpNeedsUrl: string;
}

export const setupWords: Readonly<Record<Locale, SetupWords>> = {
  ko: {
    title: 'Slack에 Boost Pal 데려오기',
    intro: '워크스페이스 관리자라면 10분이면 돼요. 공개 주소나 서버 설정은 필요 없어요.',
    create: '채워진 설정으로 Slack 앱 만들기',
    manifest: '링크가 열리지 않으면: "From a manifest"를 고르고 이 내용을 붙여 넣으세요',
    steps: [
      {
        title: '앱 만들기',
        text: '아래 링크를 열고 워크스페이스를 고른 뒤 Create를 누르세요. 권한과 명령어가 모두 채워져 있어요.',
        show: 'createLink',
      },
      {
        title: '워크스페이스에 설치하기',
        text: 'Install App에서 설치하면 Bot User OAuth Token이 나와요. xoxb-로 시작해요.',
      },
      {
        title: '앱 토큰 만들기',
        text: 'Basic Information의 App-Level Tokens에서 connections:write 권한으로 하나 만드세요. xapp-로 시작해요.',
      },
      {
        title: '토큰 넣기',
        text: 'Boost Pal이 있는 컴퓨터의 .env 파일에 두 줄을 적고 다시 시작하세요.',
        show: 'env',
      },
      { title: '확인하기', text: '빠진 것이 있으면 무엇을 하면 되는지 알려 줘요.', show: 'doctor' },
      { title: '채널에 초대하고 첫 챌린지 만들기', text: '챌린지를 할 채널에서 입력하세요.', show: 'invite' },
    ],
    httpTitle: 'Socket Mode 대신 HTTP로 받으려면',
    httpText:
      '공개된 https 주소가 있다면 이 내용으로 앱을 만들고, 앱 토큰 대신 Basic Information의 Signing Secret을 SLACK_SIGNING_SECRET에 넣고 다시 시작하세요. Event Subscriptions에 주소가 확인되지 않았다고 나오면 거기서 Retry를 누르세요.',
    httpNeedsUrl: '먼저 PUBLIC_URL에 공개된 https 주소를 넣으면 여기에 설정이 나와요.',
  },
  en: {
    title: 'Bring Boost Pal to Slack',
    intro: 'Ten minutes for a workspace admin. No public address and no server settings are needed.',
    create: 'Create the Slack app with everything filled in',
    manifest: 'If the link does not open: choose "From a manifest" and paste this',
    steps: [
      {
        title: 'Create the app',
        text: 'Open the link, choose your workspace and press Create. Permissions and commands are filled in.',
        show: 'createLink',
      },
      {
        title: 'Install it to the workspace',
        text: 'Under Install App. You get the Bot User OAuth Token, which begins with xoxb-.',
      },
      {
        title: 'Make an app token',
        text: 'Basic Information, App-Level Tokens: make one with connections:write. It begins with xapp-.',
      },
      {
        title: 'Set the tokens',
        text: 'Write two lines into the .env file on the machine Boost Pal runs on, and start it again.',
        show: 'env',
      },
      { title: 'Check', text: 'If anything is missing, this says what to do.', show: 'doctor' },
      {
        title: 'Invite Boost Pal and make the first challenge',
        text: 'Type this in the channel.',
        show: 'invite',
      },
    ],
    httpTitle: 'HTTP instead of Socket Mode',
    httpText:
      'With a public https address, create the app from this, and instead of the app token set SLACK_SIGNING_SECRET to the Signing Secret of Basic Information and start again. Should Event Subscriptions say that the address is not verified, press Retry there.',
    httpNeedsUrl: 'Set PUBLIC_URL to your public https address first; the settings then stand here.',
  },
  ja: {
    title: 'SlackにBoost Palを招く',
    intro: 'ワークスペースの管理者なら10分で終わります。公開アドレスやサーバー設定は要りません。',
    create: '設定済みのSlackアプリを作る',
    manifest: 'リンクが開かないときは「From a manifest」を選んで貼り付けてください',
    steps: [
      {
        title: 'アプリを作る',
        text: 'リンクを開き、ワークスペースを選んでCreateを押します。権限とコマンドは入力済みです。',
        show: 'createLink',
      },
      {
        title: 'ワークスペースに入れる',
        text: 'Install Appで入れると、xoxb-で始まるBot User OAuth Tokenが出ます。',
      },
      {
        title: 'アプリトークンを作る',
        text: 'Basic InformationのApp-Level Tokensで、connections:writeを付けて一つ作ります。xapp-で始まります。',
      },
      {
        title: 'トークンを設定する',
        text: 'Boost Palが動くマシンの.envに二行書いて、起動し直してください。',
        show: 'env',
      },
      { title: '確かめる', text: '足りないものがあれば、何をすればよいか教えます。', show: 'doctor' },
      {
        title: 'チャンネルに招いて最初のチャレンジを作る',
        text: 'チャンネルで入力してください。',
        show: 'invite',
      },
    ],
    httpTitle: 'Socket Modeの代わりにHTTPを使う',
    httpText:
      '公開httpsアドレスがあれば、これでアプリを作り、アプリトークンの代わりにBasic InformationのSigning SecretをSLACK_SIGNING_SECRETに入れて再起動します。Event Subscriptionsでアドレスが未確認と出たら、そこでRetryを押してください。',
    httpNeedsUrl: '先にPUBLIC_URLに公開httpsアドレスを入れると、ここに設定が出ます。',
  },
};

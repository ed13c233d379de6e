/** A name with the subject particle that fits its last sound: 담찌가, 초롱이. @param {string} name */
const subject = (name) => `${name}${(name.charCodeAt(name.length - 1) - 0xac00) % 28 > 0 ? '이' : '가'}`;

/** All texts of the page itself, in Korean. The other languages have the same keys. */
const ko = {
  language: '언어',
  theme: '화면 모드',
  themes: { auto: '기기 설정대로', light: '밝게', dark: '어둡게' },
  tagline: '작은 습관을 같이 기뻐하는 친구',
  channels: '채널',
  people: '누구로 체험해 볼까요?',
  host: '관리자',
  /** @param {string} name */
  writingAs: (name) => `${name}님으로 쓰는 중`,
  /** @param {string} name */
  switchedTo: (name) => `이제 ${name}님으로 글을 써요.`,
  palTag: '친구',
  noLogin: '로그인 없는 체험 페이지예요. 이 컴퓨터에서만 열려요.',
  openToAll: '로그인 없는 체험 페이지예요. 주소를 아는 누구나 볼 수 있어요.',
  pinned: '고정된 안내',
  /** @param {string} channel */
  messages: (channel) => `${channel} 채널의 글`,
  emptyTitle: '아직 조용해요',
  /** @param {boolean} host @param {string} pal @returns {string} */
  emptyText: (host, pal) =>
    host
      ? `챌린지를 하나 만들면 ${subject(pal)} 응원을 시작해요. 입력창에 '/챌린지 만들기'라고 써 보세요.`
      : `오늘 한 일을 사진이나 글로 남겨 보세요. ${subject(pal)} 기다리고 있어요.`,
  /** @param {string} channel */
  composer: (channel) => `#${channel}에 남기기`,
  threadComposer: '스레드에 답글 남기기',
  /** @param {number} count */
  left: (count) => `${count}자 남음`,
  /** @param {number} count */
  over: (count) => `${count}자 넘침`,
  composerHint: 'Enter 보내기 · Shift+Enter 줄바꿈 · / 명령 · ↑ 마지막 글 수정',
  send: '보내기',
  sending: '보내는 중이에요',
  attach: '사진 고르기',
  attached: '고른 사진',
  /** @param {string} name */
  detach: (name) => `${name} 빼기`,
  dropHere: '여기에 놓으면 사진이 추가돼요',
  commands: '명령',
  optional: '선택',
  edited: '수정됨',
  deletedMessage: '지워진 글이에요.',
  onlyYou: '나만 볼 수 있어요',
  /** @param {string} pal */
  direct: (pal) => `${subject(pal)} 보낸 쪽지예요. 나만 볼 수 있어요`,
  dismiss: '닫기',
  today: '오늘',
  yesterday: '어제',
  react: '반응 달기',
  /** @param {string} mark @param {number} count @param {string} names */
  reaction: (mark, count, names) => `${mark} ${count}명: ${names}`,
  reply: '스레드에 답글',
  more: '더 보기',
  edit: '수정',
  save: '저장',
  cancel: '취소',
  editHint: 'Esc 취소 · Enter 저장',
  remove: '삭제',
  removeTitle: '이 글을 지울까요?',
  removeText: '인증 글이라면 그 인증도 함께 취소돼요.',
  thread: '스레드',
  closeThread: '스레드 닫기',
  /** @param {number} count */
  replies: (count) => `답글 ${count}개`,
  openThread: '스레드 열기',
  /** @param {string} pal */
  writing: (pal) => `${subject(pal)} 응원을 쓰고 있어요`,
  jump: '최신 글로',
  older: '이전 글 더 보기',
  offline: '연결이 끊겼어요. 다시 연결하고 있어요.',
  online: '다시 연결됐어요.',
  photo: '사진',
  /** @param {string} name @param {number} index @param {number} count */
  photoOf: (name, index, count) =>
    count > 1 ? `${name}님의 사진 ${count}장 중 ${index}번째` : `${name}님의 사진`,
  /** @param {number} count */
  photos: (count) => `사진 ${count}장`,
  /** @param {string} pal @param {string} mark */
  credited: (pal, mark) => `인증됐어요. ${subject(pal)} ${mark} 표시를 남겼어요.`,
  previous: '이전 사진',
  next: '다음 사진',
  close: '닫기',
  enlarge: '그림 크게 보기',
  card: '그림 카드',
  required: '필수',
  choose: '골라 주세요',
  noChoice: '고르지 않음',
  chooseSome: '하나 이상 골라 주세요.',
  leaveFormTitle: '쓰던 내용을 버릴까요?',
  leaveFormText: '아직 저장하지 않았어요.',
  leaveForm: '버리기',
  formFailed: '보내지 못했어요.',
  moods: {
    happy: '해바라기씨를 든 담찌',
    cheering: '두 팔 들고 응원하는 담찌',
    proud: '메달을 걸고 뿌듯해하는 담찌',
    worried: '걱정하는 담찌',
    sleepy: '졸린 담찌',
    waving: '손 흔드는 담찌',
  },
  /** @param {string} name @param {import('../../../../core/views.ts').Mood} mood */
  moodOf: (name, mood) =>
    `${{ happy: '미소 짓는', cheering: '두 팔 들고 응원하는', proud: '메달을 걸고 뿌듯해하는', worried: '걱정하는', sleepy: '졸린', waving: '손 흔드는' }[mood]} ${name}`,
  problems: {
    empty: '빈 글이에요. 한마디나 사진 한 장이면 돼요.',
    tooLong: '글이 조금 길어요. 2,000자까지 쓸 수 있어요.',
    tooManyPhotos: '사진은 한 번에 다섯 장까지예요.',
    photoTooLarge: '25MB보다 큰 파일은 올릴 수 없어요.',
    full: '사진 보관함이 가득 찼어요. 오래된 사진 글을 지우면 다시 올릴 수 있어요.',
    notYours: '내가 쓴 글만 바꿀 수 있어요.',
    notFound: '그 글은 이제 없어요.',
    unknownMember: '누구인지 모르겠어요. 페이지를 새로 열어 주세요.',
    unknownCommand: "그런 명령은 없어요. '/도움말'을 써 보세요.",
    missingOption: '빠진 칸이 있어요.',
    noSuchMember: '그런 이름의 멤버는 없어요.',
    invalid: '보낸 내용을 읽을 수 없어요.',
    tooLarge: '보낸 내용이 너무 커요.',
    foreign: '이 페이지는 이 컴퓨터에서만 열려요.',
    notHere: '여기에는 아무것도 없어요.',
    method: '이렇게는 요청할 수 없어요.',
    busy: '지금은 붐벼요. 잠시 뒤에 다시 해 주세요.',
    failed: '문제가 생겼어요. 잠시 뒤에 다시 해 주세요.',
    unreadable: '이 파일은 읽을 수 없어요. 비어 있거나 옮겨진 것 같아요.',
    folder: '폴더는 올릴 수 없어요. 안에 있는 사진을 골라 주세요.',
    offline: '서버에 연결되지 않아요. 켜져 있는지 확인해 주세요.',
  },
};

/** @typedef {typeof ko} Texts */
export default ko;

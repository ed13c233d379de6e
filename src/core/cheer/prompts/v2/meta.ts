export const meta = {
  written: '2026-11-21',
  what: 'Twelve examples a language; angle, tone and hard days from the code; what a photo says is told to be no order.',
};

import type { InputBlock, KnownBlock, ModalView } from '@slack/web-api';
import type { Locale } from '../../../core/model/locale.ts';
import type { FormField, FormView } from '../../../core/views.ts';
import { words } from '../words.ts';
import { plainText, type Rendered } from './blocks.ts';
import { inputElement } from './inputs.ts';

/** A form as a modal. `channel` is stored in the modal, since Slack does not say where a submitted form was opened. */
export function renderForm(form: FormView, channel: string, locale: Locale): ModalView {
  return {
    type: 'modal',
    callback_id: form.action,
    private_metadata: channel,
    title: plainText(form.title, 24),
    submit: plainText(form.submit, 24),
    close: plainText(words[locale].close, 24),
    blocks: form.fields.map(input),
  };
}

function input(field: FormField): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(field.label, 2000),
    optional: !field.required,
    ...(field.hint === undefined ? {} : { hint: plainText(field.hint, 2000) }),
    element: inputElement(field),
  };
}

/** A message shown as a modal: in place of a form, or where no message can be sent. */
export function renderModalMessage(content: Rendered, channel: string, locale: Locale): ModalView {
  const blocks: KnownBlock[] =
    content.blocks.length > 0 ? content.blocks : [{ type: 'section', text: plainText(content.text, 3000) }];
  return {
    type: 'modal',
    private_metadata: channel,
    title: plainText('Boost Pal', 24),
    close: plainText(words[locale].close, 24),
    blocks,
  };
}

/** The modal shown until the real answer is ready. */
export const renderWaiting = (channel: string, locale: Locale): ModalView =>
  renderModalMessage({ text: words[locale].waiting, blocks: [] }, channel, locale);

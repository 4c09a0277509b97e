/** What the page asks the reader: a name, the words of a quotation that was missed. */
import { addQuotation } from '../../../corrections/edit.ts';
import type { QuotationType } from '../../../model.ts';
import { fold } from '../../../text/fold.ts';
import { h, replace } from '../dom.ts';
import { t, typeName } from '../speech.ts';
import { speakerChoice } from './card.ts';
import type { Actions, ArticleState, Dialogs } from './state.ts';
import { placeOf } from './text.ts';

/** A dialog that goes when it is closed, with the focus back where it was. */
function open(title: string, content: readonly HTMLElement[], submit: () => boolean): void {
  const before = document.activeElement as HTMLElement | null;
  const dialog = h('dialog', { class: 'dialog', 'aria-label': title });
  const close = (): void => dialog.close();
  dialog.append(
    h(
      'form',
      {
        method: 'dialog',
        submit: (event: Event) => {
          event.preventDefault();
          if (submit()) close();
        },
      },
      h('h2', {}, title),
      content,
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'submit', class: 'main' }, t('save')),
        h('button', { type: 'button', click: close }, t('cancel')),
      ),
    ),
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function askName(title: string, value: string, done: (name: string) => void): void {
  const input = h('input', { type: 'text', value, dir: 'auto', required: true, id: 'asked-name' });
  open(title, [h('label', { for: 'asked-name' }, t('nameOf')), input], () => {
    const name = input.value.trim();
    if (name) done(name);
    return name !== '';
  });
}

/** The words that the reader has marked in the text, as a span of it. */
export function selectedSpan(): { start: number; end: number } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? { start, end } : null;
}

/** Where words stand in a text, in any spelling: `احمد` is found as `أحمد`. */
export function findWords(text: string, words: string): { start: number; end: number } | null {
  const { key, spanOf } = fold(text, 'search');
  const wanted = fold(words.trim(), 'search').key;
  const at = wanted ? key.indexOf(wanted) : -1;
  return at < 0 ? null : spanOf(at, at + wanted.length);
}

const TYPES: readonly QuotationType[] = ['direct', 'mixed', 'indirect', 'nominal'];

export function dialogsOf(state: ArticleState, actions: () => Actions): Dialogs {
  const missed = (): void => {
    const text = state.analysis.text ?? '';
    const marked = selectedSpan();
    const area = h('textarea', {
      rows: 4,
      dir: 'rtl',
      lang: 'ar',
      required: true,
      id: 'missed-words',
      'aria-describedby': 'missed-hint',
    });
    area.value = marked ? text.slice(marked.start, marked.end) : '';
    const type = h(
      'select',
      { 'aria-label': t('type') },
      TYPES.map((one) => h('option', { value: one }, typeName(one))),
    );
    const speaker = speakerChoice(state.analysis, null, t('changeSpeaker'), false);
    const other = h('input', {
      type: 'text',
      dir: 'auto',
      'aria-label': t('newSpeaker'),
      placeholder: t('newSpeaker'),
    });
    const hint = h('p', { class: 'hint', id: 'missed-hint', 'aria-live': 'polite' }, t('missedHint'));
    const content = [
      hint,
      h('label', { for: 'missed-words' }, t('words')),
      area,
      h('div', { class: 'row' }, speaker, other, type),
    ];
    open(t('missed'), content, () => {
      const whole = marked && text.slice(marked.start, marked.end) === area.value;
      const span = whole ? marked : findWords(text, area.value);
      if (!span) {
        replace(hint, t('notInText'));
        hint.classList.add('wrong');
        return false;
      }
      const name = other.value.trim();
      const choice = name ? { name } : speaker.value === '-' ? null : { id: speaker.value };
      let id = '';
      actions().change((now) => {
        const added = addQuotation(now, text, span, type.value as QuotationType, choice);
        id = added.id;
        return added.analysis;
      });
      actions().showCard(id);
      return true;
    });
  };
  return { name: askName, missed };
}

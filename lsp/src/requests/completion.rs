use schema_core::assist;

use crate::place::Places;
use crate::protocol::{
    CompletionItem, CompletionItemDefaults, CompletionItemKind, CompletionItemTextEdit,
    CompletionList, CompletionParams, Documentation, EditRange, InsertTextFormat, InsertTextMode,
    MarkupContent, MarkupKind, TextEdit,
};
use crate::server::Failure;
use crate::session::{Client, Session};

pub(super) fn run(
    session: &mut Session,
    params: &CompletionParams,
) -> Result<CompletionList, Failure> {
    let at = &params.text_document_position_params;
    let client = session.client;
    session.with_context(&at.text_document.uri, |document, context| {
        let mut list = CompletionList::default();
        if document.is_domain {
            let places = document.places(client.columns());
            let offset = places.offset(at.position);
            let found = assist::Document::new(document.text()).complete(offset, context);
            let mut spans = found.items.iter().map(|item| &item.edit.span);
            // The range is half of what there is to write about an item.
            let shared = spans
                .next()
                .filter(|first| client.shares_ranges && spans.all(|span| span == *first));
            let range = shared.map(|span| places.range(span));
            list.item_defaults = range.map(|range| CompletionItemDefaults {
                edit_range: Some(EditRange::Range(range)),
                ..CompletionItemDefaults::default()
            });
            let is_shared = range.is_some();
            let items = found.items.into_iter().enumerate();
            list.items = items
                .map(|(index, found)| item(index, found, &places, client, is_shared))
                .collect();
        }
        // What fits depends on what is typed, such as which prefix a name has.
        list.is_incomplete = false;
        list
    })
}

fn item(
    index: usize,
    found: assist::Completion,
    places: &Places<'_>,
    client: Client,
    is_shared: bool,
) -> CompletionItem {
    let range = places.range(&found.edit.span);
    let (new_text, format) = match found.snippet.filter(|_| client.snippets) {
        Some(snippet) => (snippet, Some(InsertTextFormat::Snippet)),
        None => (found.edit.text, None),
    };
    let is_long = new_text.contains('\n');
    let (text_edit, text_edit_text) = if is_shared {
        (None, Some(new_text))
    } else {
        let edit = TextEdit { range, new_text };
        (Some(CompletionItemTextEdit::TextEdit(edit)), None)
    };
    CompletionItem {
        label: found.label,
        kind: Some(kind(found.kind)),
        detail: (!found.detail.is_empty()).then_some(found.detail),
        documentation: (!found.docs.is_empty()).then_some(Documentation::MarkupContent(
            MarkupContent {
                kind: MarkupKind::Markdown,
                value: found.docs,
            },
        )),
        preselect: (index == 0 && found.rank == 0).then_some(true),
        // The order is that of the best first, whatever letters they begin with.
        sort_text: Some(format!("{index:04}")),
        filter_text: Some(found.filter),
        insert_text_format: format,
        insert_text_mode: (is_long && client.indents).then_some(InsertTextMode::AdjustIndentation),
        text_edit,
        text_edit_text,
        ..CompletionItem::default()
    }
}

const fn kind(kind: assist::CompletionKind) -> CompletionItemKind {
    match kind {
        assist::CompletionKind::Element => CompletionItemKind::Class,
        assist::CompletionKind::EndTag => CompletionItemKind::Keyword,
        assist::CompletionKind::Attribute => CompletionItemKind::Property,
        assist::CompletionKind::Word => CompletionItemKind::EnumMember,
        assist::CompletionKind::Fresh => CompletionItemKind::Value,
        assist::CompletionKind::File => CompletionItemKind::File,
        assist::CompletionKind::Folder => CompletionItemKind::Folder,
        assist::CompletionKind::Rule => CompletionItemKind::Reference,
    }
}

use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Says where the normal form of a document differs from what the document says.
    ///
    /// ## Why is this bad?
    /// It is not; but what is read back from the machine has the form that this shows, not the document's. `boxwright
    /// normalize` and `plan`, which make the normal form, say it; `lint` does not.
    pub(crate) static CHANGED_BY_NORMALIZATION = {
        name: "changed-by-normalization",
        alias: "D120",
        severity: Note,
        check: Check::Normalizing,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::rules::testing::{check, devices};
    use crate::normalize::normalize;
    use crate::parse::parse;
    use crate::validate::validate;

    #[test]
    fn a_name_that_does_not_follow_from_the_place_is_noted_where_it_stands() {
        let text = devices("<disk device='cdrom'><target dev='sdc' bus='sata'/></disk>");
        check(&text, &[]);
        let notes = normalize(&validate(parse(&text)).unwrap()).notes;
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].message, "target `sdc` is called `sda`");
        assert_eq!(&text[notes[0].span.clone()], "sdc");
    }
}

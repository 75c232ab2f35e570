use crate::lint::rule::{Check, declare_rule};

declare_rule! {
    /// ## What it does
    /// Checks for the lines `<<<<<<<`, `=======` and `>>>>>>>` that version control leaves where two changes meet.
    ///
    /// ## Why is this bad?
    /// No XML parser reads on behind the first of them, and which of the two sides is meant nobody knows. The other
    /// findings are those of the second side.
    pub(crate) static MERGE_CONFLICT = {
        name: "merge-conflict",
        alias: "X032",
        severity: Error,
        check: Check::Reading,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::lint;
    use crate::lint::rules::testing::{check, domain};

    #[test]
    fn is_the_only_fault_of_both_sides_and_a_person_chooses() {
        let text = domain(
            "<devices>\n<<<<<<< HEAD\n<interface type='user'/>\n=======\n<interface type='user'>\n</interface>\n\
             >>>>>>> branch\n</devices>",
        );
        check(
            &text,
            &["merge-conflict at `<<<<<<< HEAD`: a conflict that a merge left is not resolved"],
        );
        assert_eq!(lint(&text)[0].fixes, []);
        check(&domain(""), &[]);
    }

    #[test]
    fn the_second_side_is_read() {
        let text = domain("\n<<<<<<< a\n<cputnue/>\n=======\n<cpuu/>\n>>>>>>> b\n");
        let found = lint(&text);
        let rules: Vec<&str> = found.iter().map(|found| found.rule).collect();
        assert_eq!(rules, ["merge-conflict", "unknown-element"]);
        assert!(found[1].message.contains("<cpuu>"), "{found:?}");
    }
}

//! One declaration of an element becomes its type, spec, reader, writer and JSON form.

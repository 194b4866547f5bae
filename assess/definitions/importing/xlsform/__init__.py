"""An XLSForm: a workbook whose sheets survey, choices and settings make a form."""

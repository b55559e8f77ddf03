#include "core/domain/csv/export_rows.h"

namespace entente {

static void write_header(CsvWriter& writer, ImportKind kind) {
    for (const ImportField& field : import_fields(kind)) {
        const std::string_view names = field.columns[static_cast<std::size_t>(FilePreset::ours)];
        writer.text(names.substr(0, names.find('|')));
    }
    writer.end_row();
}

static std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += "; ";
        text += part;
    }
    return text;
}

static std::string_view yes_or_no(bool yes) {
    return yes ? "yes" : "no";
}

static void write_deal_line(CsvWriter& writer, const DealRow& row, const DealLine& line) {
    const DealForm& form = row.form;
    const Customer& customer = form.customer;
    writer.text(customer.legal_name).text(customer.domain).text(customer.country);
    writer.text(customer.tax_id).text(customer.sector).text(yes_or_no(customer.public_sector));
    writer.text(form.title).text(form.objective).text(joined(form.products));
    writer.text(line.category).amount(line.amount).text(form.currency.text());
    writer.number(line.term_months).text(yes_or_no(line.recurring));
    writer.date(form.expected_close).text(name_of(form.source));
    writer.text(form.type == DealType::new_business ? "new" : name_of(form.type));
    writer.text(name_of(row.stage)).text(form.competitor).text(form.rfx_number);
    writer.text(form.contact.name).text(form.contact.email).text(form.notes);
    writer.text(form.joint_solution);
    writer.end_row();
}

std::string csv_from_deals(const std::vector<DealRow>& deals, CsvStyle style) {
    CsvWriter writer(style);
    write_header(writer, ImportKind::deals);
    for (const DealRow& row : deals) {
        if (row.form.lines.empty()) write_deal_line(writer, row, {});
        for (const DealLine& line : row.form.lines) write_deal_line(writer, row, line);
    }
    return writer.take();
}

std::string csv_from_leads(const std::vector<LeadRow>& leads, CsvStyle style) {
    CsvWriter writer(style);
    write_header(writer, ImportKind::leads);
    for (const LeadRow& lead : leads) {
        writer.text(lead.company).text(lead.name).text({}).text({}).text(lead.email);
        writer.text(lead.phone).text(lead.job_title).text(lead.country).text(lead.website);
        writer.text(lead.source).text(lead.notes);
        writer.end_row();
    }
    return writer.take();
}

std::string csv_from_partners(const std::vector<Partner>& partners, CsvStyle style) {
    CsvWriter writer(style);
    write_header(writer, ImportKind::partners);
    for (const Partner& partner : partners) {
        std::vector<std::string> type_names;
        for (const PartnerType type : partner.types) type_names.emplace_back(name_of(type));
        writer.text(partner.name).text(partner.legal_name).text(joined(partner.domains));
        writer.text(partner.tax_id).text(name_of(partner.tier)).text(joined(type_names));
        writer.text(partner.region).text(partner.home_country).text(joined(partner.countries));
        writer.text(joined(partner.specializations));
        writer.end_row();
    }
    return writer.take();
}

std::string csv_from_figures(const std::vector<CompanyFigure>& figures, CsvStyle style) {
    CsvWriter writer(style);
    write_header(writer, ImportKind::company_revenue);
    for (const CompanyFigure& figure : figures) {
        writer.text(figure.figure).date(figure.from).date(figure.until - Days{1});
        if (figure.amount.currency.given()) {
            writer.text({});
        } else {
            writer.number(figure.count);
        }
        writer.amount(figure.amount).text(figure.amount.currency.text());
        writer.text(figure.partner).text(figure.source);
        writer.end_row();
    }
    return writer.take();
}

}  // namespace entente

# Reading files: a day's appointments, the staff list.

import-title = Import appointments
import-choose = Choose a file
import-hint = A list of appointments as csv, txt or xlsx, 10 MB at most; the columns may be in any order. You can also drop the file here.
import-choose-first = Choose a file first.
import-template = Download an empty list
import-template-name = appointments
import-look = Look at it
import-look-hint = You see what becomes of each row; no card is made before you say yes.
import-start = { $count ->
    [0] No card to make
    [one] Confirm: make { $count } card
   *[other] Confirm: make { $count } cards
}
import-start-changed = Confirm: { $count } new, { $changed } changed
import-nothing-new = There is no new card to make.
import-changed = Something changed since you looked. This is how it stands now: look again, then confirm.
import-gone = This file is no longer here (it is kept for 1 hour at most). Choose it again.
import-done = Imported.
import-to-wall = See the board
import-all = { $count ->
    [one] { $count } row
   *[other] All { $count } rows
}
import-show = Show only
import-none = There is no such row.
import-page = Page { $page } of { $pages }
import-previous = Previous
import-next = Next
import-nothing-to-look-at = Nothing wrong in any row.
import-only-told = These rows need a look.
import-column-outcome = Outcome
import-column-line = Line
import-column-promise = Promise
import-report = Line { $line } { $number }: { $outcome }. { $note }
import-again = Import another
import-download-rejected = Download the rejected rows
import-download-hint = Correct them and import the file again; the column 拒绝原因 may stay.
import-columns-title = Which column is which
import-columns-hint = Said once, it is remembered: the next file with these headings opens by itself. Below each heading stand the first rows of the file.
import-columns-unnamed = (column { $place }, no heading)
import-columns-unused = Not used
import-columns-fixed = Where there is no such column, each card gets
import-columns-kinds = Their words for kinds of job
import-columns-kind-open = Repair for now
import-columns-go = That is it: show the rows
import-columns-change = Is a column wrong? Change it
import-columns-twice = Two columns are “{ $field }”: only one can be.
import-columns-missing = Still missing: { $headings }.
import-fixed-hours = Planned hours
import-fixed-price = Estimate (yuan)
import-fixed-date = Day of the appointment
import-yes = yes
import-no = no
import-nothing = nothing
refused-imported_already = Order { $order_no } was imported before.
import-difference = { $field }: first { $stands }, then { $found }.

import-count-cards = { $count ->
    [one] { $count } new card
   *[other] { $count } new cards
}
import-count-warnings = { $count } with a warning
import-count-rejected = { $count ->
    [one] { $count } row rejected
   *[other] { $count } rows rejected
}
import-count-repeated = { $count ->
    [one] { $count } row repeated
   *[other] { $count } rows repeated
}
import-count-conflicts = { $count ->
    [one] { $count } row in conflict
   *[other] { $count } rows in conflict
}
import-count-changed = { $count ->
    [one] { $count } card changed
   *[other] { $count } cards changed
}
import-count-left_out = { $count ->
    [one] { $count } row passed over
   *[other] { $count } rows passed over
}
import-count-unchanged = { $count ->
    [one] { $count } row unchanged
   *[other] { $count } rows unchanged
}

import-outcome-new = Card made
import-outcome-warned = warning
import-outcome-to_come = New card
import-outcome-unchanged = Unchanged
import-outcome-taken = The number has a card
import-outcome-repeated = Repeated, passed over
import-outcome-conflict = Same number, other content: the first stands
import-outcome-rejected = Rejected
import-outcome-changed = Brought to what the file says
import-outcome-left_out = Passed over

import-left-out-hidden_row = The sheet hides this row.
import-left-out-gone = Delivered or cancelled: nothing for the board.
import-left-out-sum_row = A sum or a remark about the list, no car.
import-left-out-heading_again = The headings again.
import-changes_too-left = { $count ->
    [one] { $count } row differs from its last import (line { $lines }); no work has begun, so the card can take it over.
   *[other] { $count } rows differ from their last import (lines { $lines }); no work has begun, so the cards can take it over.
}
import-changes_too-taken = { $count ->
    [one] The card of { $count } row (line { $lines }) is brought to what the file says; what changes stands in the row.
   *[other] The cards of { $count } rows (lines { $lines }) are brought to what the file says; what changes stands in each row.
}
import-changes_too-take = { $count ->
    [one] Take over { $count } changed row
   *[other] Take over all { $count } changed rows
}
import-changes_too-leave = { $count ->
    [one] Leave { $count } card as it is
   *[other] Leave the { $count } cards as they are
}
import-hidden_too-left = { $count ->
    [one] The sheet hides { $count } row (line { $lines }). It is left out.
   *[other] The sheet hides { $count } rows (lines { $lines }). They are left out.
}
import-hidden_too-taken = { $count ->
    [one] The row that the sheet hides (line { $lines }) is taken as well.
   *[other] The { $count } rows that the sheet hides (lines { $lines }) are taken as well.
}
import-hidden_too-take = { $count ->
    [one] Take the hidden row too
   *[other] Take the { $count } hidden rows too
}
import-hidden_too-leave = { $count ->
    [one] Leave the hidden row out
   *[other] Leave the { $count } hidden rows out
}

import-unreadable-empty = The file is empty.
import-unreadable-not_text = This is not a table. Export it as csv or xlsx.
import-unreadable-no_headings = No headings found. The first line must have names like 预约单号 and 客户姓名.
import-unreadable-missing_headings = These columns are missing: { $headings }.
import-unreadable-repeated_heading = There are two columns “{ $heading }”; it is not clear which one counts.
import-unreadable-several_sheets = Several sheets look like the list. Leave only one.
import-unreadable-web_page = This is a web page called .xls, no workbook. Open it in Excel or WPS, save it as .xlsx or CSV, and choose that file.
import-unreadable-xml_2003 = This is an old XML sheet called .xls. Open it in Excel or WPS, save it as .xlsx or CSV, and choose that file.
import-unreadable-other_package = This is no .xlsx. Open it in Excel or WPS, save it as .xlsx or CSV, and choose that file.
import-unreadable-old_excel = Old Excel files and files with a password cannot be read. Save it as .xlsx.
import-unreadable-broken_xlsx = This .xlsx is damaged. Export it again.
import-unreadable-broken_quotes = Many lines have unpaired quotes. Export the file again.
import-unreadable-too_large = The file is too large: { $megabytes } MB at most.
import-unreadable-too_many_rows = Too many rows: { $most } at most in one file.

import-problem-missing_order_no = No order number.
import-problem-missing_date = No appointment date.
import-problem-missing_time = No appointment time.
import-problem-missing_customer = No customer name.
import-problem-missing_model = No model.
import-problem-missing_requests = No requests.
import-problem-missing_hours = No planned hours.
import-problem-missing_price = No estimated price.
import-problem-missing_kind = No kind of job; taken as repair for now.
import-problem-bad_date = “{ $value }” is no day, or one that can be read in two ways.
import-problem-bad_time = There is no time “{ $value }”.
import-problem-two_days = The two cells name different days (“{ $value }”).
import-problem-two_times = The day's cell holds a time too (“{ $value }”); the other one is taken.
import-problem-missing_minutes = No planned minutes.
import-problem-bad_minutes = Planned minutes “{ $value }” are no number.
import-problem-bad_vin = “{ $value }” is no VIN, left empty: a VIN has no letters I, O or Q.
import-problem-promise_without_time = The promise “{ $value }” is a day without a time, left empty.
import-problem-bad_lane = The status “{ $value }” is unknown; the car stays an appointment.
import-problem-beyond_a_list = Status “{ $value }”: it waits to be given out; work and signatures are done by people themselves.
import-problem-stays_booked = The arrival could not be recorded; the car stays an appointment.
import-problem-stays_arrived = There is no promise that can be made; the car stands in the yard.
import-problem-bad_hours = The planned hours “{ $value }” are not a number.
import-problem-bad_price = The estimated price “{ $value }” is not a number.
import-problem-bad_promise = The promised time “{ $value }” cannot be understood.
import-problem-promise_before_appointment = The promised time “{ $value }” is not after the appointment.
import-problem-bad_odometer = The odometer “{ $value }” is not a number; left open.
import-problem-unknown_kind = There is no kind of job “{ $value }”; taken as repair for now.
import-problem-bad_wash = Wash “{ $value }” cannot be understood; taken as no.
import-problem-bad_waiting_on_site = Waiting “{ $value }” cannot be understood; taken as no.
import-problem-unknown_advisor = There is no advisor called “{ $value }”; left open.
import-problem-several_advisors = Several advisors are called “{ $value }”; left open.
import-problem-not_accepted = { $field } is not filled in rightly.
import-problem-too_long = { $field }: too long.
import-problem-damaged_number = { $field }: the spreadsheet damaged the number “{ $value }” (digits are lost); it is not stored. Export it anew as text.
import-problem-damaged_day = { $field }: the spreadsheet took the number for a day, “{ $value }”; it is not stored. Export it anew as text.
import-problem-cell_error = { $field } is a formula that failed ({ $value }); it is not stored.
import-problem-not_calculated = { $field } is a formula nobody worked out yet; it is not stored. Open the file in Excel, save it, and import it again.
import-problem-garbled = { $field }: some characters were lost in the export.
import-problem-broken_quotes = The quotes in this line are not paired.
import-problem-extra_cells = This line has more cells than headings; its columns may have slipped.

import-problem-hidden_row = The sheet hides this row; it was not taken.
import-problem-missing_id = No staff code.
import-problem-missing_name = No name.
import-problem-missing_roles = No role.
import-problem-bad_id = The staff code “{ $value }” may have letters and digits only.
import-problem-bad_pin = A PIN has 4 to 12 digits.
import-problem-unknown_role = There is no role “{ $value }”.
import-problem-repeated_id = The staff code “{ $value }” stands further up already.

import-field-line = This line
import-field-order_no = Order number
import-field-date = Appointment date
import-field-time = Appointment time
import-field-appointment_at = Appointment
import-field-customer = Customer
import-field-phone = Phone
import-field-plate = Plate
import-field-vin = VIN
import-field-minutes = Planned minutes
import-field-promise_day = Day of the promise
import-field-model = Model
import-field-odometer = Odometer
import-field-kind = Kind of job
import-field-requests = Requests
import-field-hours = Planned hours
import-field-planned_minutes = Planned time (min)
import-field-price = Estimated price
import-field-price_fen = Estimated price (yuan)
import-field-promise = Promised time
import-field-promise_at = Promised time
import-field-advisor = Advisor
import-field-wash = Wash
import-field-waiting_on_site = Waiting on site
import-field-lane = Status
import-field-remark = Remark
import-field-id = Staff code
import-field-name = Name
import-field-roles = Roles
import-field-team = Team
import-field-skills = Skills
import-field-pin = PIN

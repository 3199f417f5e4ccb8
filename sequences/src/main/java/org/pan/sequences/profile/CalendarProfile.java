package org.pan.sequences.profile;

import org.jspecify.annotations.Nullable;

/**
 * Rhythms of the calendar, of visits (distinct times of a subject).
 *
 * @param firstMonth the month before which one visit in a thousand lies, such as 2018-03
 * @param lastMonth the month after which one visit in a thousand lies
 * @param weekday visits by weekday
 * @param hour visits by hour, null where times are days
 * @param month visits by month over whole years, null with less than a year
 * @param lag7 autocorrelation of the detrended daily visits at 7 days; NaN with too few days
 * @param lag6and8 the mean of that at 6 and at 8 days, to compare with
 * @param lag364 that at 364 days; NaN with less than two years
 * @param lag182 that at 182 days, to compare with
 */
public record CalendarProfile(
    String firstMonth,
    String lastMonth,
    Strength weekday,
    @Nullable Strength hour,
    @Nullable Strength month,
    double lag7,
    double lag6and8,
    double lag364,
    double lag182) {}

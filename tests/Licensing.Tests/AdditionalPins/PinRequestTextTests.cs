using Licensing.AdditionalPins;
using Licensing.Computers;

namespace Licensing.Tests.AdditionalPins;

public sealed class PinRequestTextTests
{
    private const string Pin = "746185858112352";

    [Theory]
    [InlineData("Kit number: 075312509\nCompany name: Vector Ltd.\nPIN code to replace: 746 185 858 112 352\nReason: the motherboard burned down", "Vector Ltd.", "the motherboard burned down")]
    [InlineData("Good day,\nour kit 075312509, pin code 746185858112352 does not work any more because the hard disk died.\nVector Ltd.", "Vector Ltd", "because the hard disk died")]
    [InlineData("Номер комплекта 0753-12509\nОрганизация: ООО «Ромашка»\nПинкод: 746-185-858-112-352\nПричина: сгорела материнская плата", "ООО «Ромашка»", "сгорела материнская плата")]
    [InlineData("рег. номер 075312509, пин 746.185.858.112.352\nООО \"Ромашка Плюс\"\nСгорел блок питания и материнская плата. С уважением", "ООО \"Ромашка Плюс\"", "Сгорел блок питания и материнская плата")]
    [InlineData("Комплект № 075312509\nКомпания - Baltic Foods SIA\nзаменить пинкод\n746 185 858\n112 352\nв связи с заменой компьютера", "Baltic Foods SIA", "в связи с заменой компьютера")]
    [InlineData("075312509 / 746185858112352\ncompany: Vector\nreason: new computer", "Vector", "new computer")]
    public void Everything_is_found_however_it_is_written(string letter, string company, string reason)
    {
        var asked = PinRequestText.Read(letter);
        (asked.KitNumber?.Digits, asked.PinCode?.Digits).ShouldBe(("075312509", Pin));
        asked.Company.TrimEnd('.').ShouldBe(company.TrimEnd('.'));
        asked.Reason.ShouldBe(reason);
        asked.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_missing_is_named_and_nothing_is_made_up()
    {
        PinRequestText.Read("Good day, please send us a pin. Call us: +7 495 123-45-67").Missing.ShouldBe([AskedField.Kit, AskedField.Company, AskedField.Pin, AskedField.Reason]);
        PinRequestText.Read("Kit number 075312509. Reason: new disk").Missing.ShouldBe([AskedField.Company, AskedField.Pin]);
        PinRequestText.Read("").Missing.Count.ShouldBe(4);
    }

    [Fact]
    public void A_mistyped_number_is_kept_as_it_was_written_and_counts_as_missing()
    {
        var asked = PinRequestText.Read("Kit number: 075312508\nPIN: 746 185 858 112 353");
        (asked.Kit, asked.Pin).ShouldBe(("075312508", "746185858112353"));
        asked.Missing.ShouldContain(AskedField.Kit);
        asked.Missing.ShouldContain(AskedField.Pin);
    }

    [Fact]
    public void Of_several_pin_codes_the_one_to_replace_is_taken()
    {
        var asked = PinRequestText.Read($"Our PIN codes are 110746185858000 and the code to replace is {Pin}.");
        asked.PinCode?.Digits.ShouldBe(Pin);
    }

    [Fact]
    public void No_pin_code_can_be_read_on_a_screen()
    {
        var letter = $"Kit 075312509\nPIN 746 185 858 112 352 and {Pin}, wrong one: 746-185-858-112-353, on two lines 746 185 858\n112 352";
        var shown = PinRequestText.Masked(letter);
        shown.ShouldContain("Kit 075312509");
        shown.ShouldContain("… 352");
        shown.ShouldContain("… 353");
        shown.ShouldNotContain("185");
        shown.ShouldNotContain("858");
    }

    [Fact]
    public void A_reason_carries_no_pin_code() => PinRequestText.Read($"Reason: PIN {Pin} does not work, new disk").Reason.ShouldBe("PIN … 352 does not work, new disk");

    [Fact]
    public void An_answer_adds_what_was_missing_and_takes_nothing_away()
    {
        var first = PinRequestText.Read("Kit number: 075312509\nReason: new disk");
        var answer = PinRequestText.Read($"Company: Vector\nPIN {Pin}").Over(first);
        answer.Missing.ShouldBeEmpty();
        (answer.Kit, answer.Reason).ShouldBe(("075312509", "new disk"));
    }

    [Theory]
    [InlineData("1 ")]
    [InlineData("7461858581123521")]
    [InlineData("reason: ")]
    [InlineData("ООО Ромашка ")]
    [InlineData("Company Company Ltd ")]
    [InlineData(" \n")]
    [InlineData("kit kit number ")]
    public void A_letter_made_to_be_slow_is_read_and_masked_in_a_moment(string piece)
    {
        var letter = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        PinRequestText.Read(letter);
        PinRequestText.Masked(letter).Length.ShouldBeLessThan(21_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void What_holds_a_pin_code_says_nothing_in_a_log() => PinRequestText.Read($"PIN {Pin}").ToString().ShouldNotContain("746");

    [Theory]
    [InlineData("the hard disk died", KeyParameter.Disk, KeyParameter.Motherboard)]
    [InlineData("заменили материнскую плату", KeyParameter.Motherboard, KeyParameter.Disk)]
    [InlineData("переустановили Windows", KeyParameter.OsInstallDate, KeyParameter.Disk)]
    [InlineData("сломалась сетевая карта", KeyParameter.Nic, KeyParameter.Disk)]
    [InlineData("планка памяти вышла из строя", KeyParameter.Ram, KeyParameter.Cpu)]
    public void A_story_explains_the_parameters_that_it_speaks_of_and_no_others(string reason, KeyParameter explained, KeyParameter not)
    {
        HardwareStory.Of(reason).ShouldContain(explained);
        HardwareStory.Of(reason).ShouldNotContain(not);
    }

    [Theory]
    [InlineData("a new computer was bought")]
    [InlineData("у нас украли сервер")]
    [InlineData("Компьютер сгорел")]
    [InlineData("the server was replaced")]
    public void A_computer_that_is_gone_explains_everything(string reason) => HardwareStory.Of(reason).Count.ShouldBe(Enum.GetValues<KeyParameter>().Length);

    [Theory]
    [InlineData("we need more")]
    [InlineData("закончились пинкоды")]
    public void Words_without_hardware_explain_nothing(string reason) => HardwareStory.IsTold(reason).ShouldBeFalse();

    [Theory]
    [InlineData("ООО «Ромашка»", "Ромашка, ООО", 0)]
    [InlineData("ООО «Ромашка»", "общество с ограниченной ответственностью \"РОМАШКА\"", 0)]
    [InlineData("Vector Ltd.", "VECTOR", 0)]
    [InlineData("Артёмов ИП", "Артемов", 0)]
    [InlineData("ООО «Ромашка»", "ООО «Ромашка Плюс»", 4)]
    [InlineData("Vector", "Victor", 1)]
    public void Companies_are_compared_as_people_do(string one, string other, int distance) => CompanyName.Distance(one, other).ShouldBe(distance);
}
